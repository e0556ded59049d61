package dev.asof.registry.compute.aggregate.decay;

import dev.asof.registry.compute.exact.ExactLongSum;

/**
 * The time after which an event weighs half as much. Time is cut into buckets of one half-life, counted from the epoch.
 *
 * @param micros more than 0
 */
record HalfLife(long micros) {

    /** The bucket of a time. */
    long bucket(long timeMicros) {
        return Math.floorDiv(timeMicros, micros);
    }

    /** 2^f, where f is how much of its bucket has gone by at a time, rounded; from 1 to 2. */
    double growth(long timeMicros) {
        return StrictMath.pow(2.0, fraction(timeMicros));
    }

    /** 2^-f, where f is how much of its bucket has gone by at a time, rounded; from 1/2 to 1. */
    double shrinkage(long timeMicros) {
        return StrictMath.pow(2.0, -fraction(timeMicros));
    }

    private double fraction(long timeMicros) {
        ExactLongSum rest = new ExactLongSum();
        rest.add(Math.floorMod(timeMicros, micros));
        return rest.dividedBy(micros);
    }
}
