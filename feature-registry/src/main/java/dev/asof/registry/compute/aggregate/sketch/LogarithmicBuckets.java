package dev.asof.registry.compute.aggregate.sketch;

import dev.asof.registry.compute.aggregate.function.StateReader;
import dev.asof.registry.compute.aggregate.function.StateWriter;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many numbers fall into each of a fixed series of buckets whose bounds grow by e^(1/50): DDSketch (Masson, Rim and
 * Lee, "DDSketch: a fast and fully-mergeable quantile sketch with relative-error guarantees", 2019), with nothing that is
 * ever collapsed. A bucket's representative is within tanh(1/100) of all its numbers, in relation to them: less than 1 %.
 *
 * <p>Magnitudes below 1e-12 count as 0, those above 1e19 as 1e19; infinities and NaN have buckets of their own. That
 * bounds the number of buckets by 7,144.
 *
 * <p>Buckets are numbered in the order of their numbers: 0 that of 0, from 1 to 3,570 the positive, then infinity, then
 * NaN; below 0 the negative as the positive. Not thread-safe.
 *
 * <pre>
 * sketch := buckets: count, then per bucket, ascending: its distance from the one before (from -3,572 for the first):
 *           count, numbers: count
 * </pre>
 */
final class LogarithmicBuckets {
    private static final double LEAST_MAGNITUDE = 1e-12;
    private static final double GREATEST_MAGNITUDE = 1e19;
    private static final int BUCKETS_PER_E = 50;

    /** ceil(50 ln 1e-12) and ceil(50 ln 1e19). */
    private static final int LEAST_INDEX = -1381;

    private static final int GREATEST_INDEX = 2188;
    private static final int INFINITY = GREATEST_INDEX - LEAST_INDEX + 2;
    private static final int NAN = INFINITY + 1;
    private static final int BEFORE_FIRST = -INFINITY - 1;

    private final TreeMap<Integer, Long> counts = new TreeMap<>();
    private long total;

    void clear() {
        counts.clear();
        total = 0;
    }

    void add(double value) {
        counts.merge(bucket(value), 1L, Long::sum);
        total++;
    }

    /** Takes back a number that was added. */
    void remove(double value) {
        counts.computeIfPresent(bucket(value), (bucket, count) -> count == 1 ? null : count - 1);
        total--;
    }

    void addAll(LogarithmicBuckets other) {
        other.counts.forEach((bucket, count) -> counts.merge(bucket, count, Long::sum));
        total += other.total;
    }

    boolean isEmpty() {
        return total == 0;
    }

    /**
     * The representative of the bucket of the number with so many others before it, in their order: {@code floor(quantile
     * * (n - 1))} of n.
     *
     * @param quantile from 0 to 1
     */
    double quantile(double quantile) {
        long before = (long) Math.floor(quantile * (total - 1));
        for (Map.Entry<Integer, Long> bucket : counts.entrySet()) {
            before -= bucket.getValue();
            if (before < 0) {
                return representative(bucket.getKey());
            }
        }
        return representative(counts.lastKey());
    }

    private static int bucket(double value) {
        if (Double.isNaN(value)) {
            return NAN;
        }
        int ofMagnitude = bucketOfMagnitude(Math.abs(value));
        return value < 0 ? -ofMagnitude : ofMagnitude;
    }

    private static int bucketOfMagnitude(double magnitude) {
        if (magnitude < LEAST_MAGNITUDE) {
            return 0;
        }
        if (magnitude == Double.POSITIVE_INFINITY) {
            return INFINITY;
        }
        double clamped = Math.min(magnitude, GREATEST_MAGNITUDE);
        return (int) Math.ceil(StrictMath.log(clamped) * BUCKETS_PER_E) - LEAST_INDEX + 1;
    }

    private static double representative(int bucket) {
        if (bucket == 0) {
            return 0.0;
        }
        if (bucket == NAN) {
            return Double.NaN;
        }
        double magnitude = Math.abs(bucket) == INFINITY
                ? Double.POSITIVE_INFINITY
                : StrictMath.exp((Math.abs(bucket) - 1 + LEAST_INDEX - 0.5) / BUCKETS_PER_E)
                        / StrictMath.cosh(0.5 / BUCKETS_PER_E);
        return bucket < 0 ? -magnitude : magnitude;
    }

    void encode(StateWriter out) {
        out.putCount(counts.size());
        int previous = BEFORE_FIRST;
        for (Map.Entry<Integer, Long> bucket : counts.entrySet()) {
            out.putCount(bucket.getKey() - previous);
            out.putCount(bucket.getValue());
            previous = bucket.getKey();
        }
    }

    static LogarithmicBuckets decode(StateReader in) {
        LogarithmicBuckets buckets = new LogarithmicBuckets();
        int size = in.getCountOf(2);
        int bucket = BEFORE_FIRST;
        for (int i = 0; i < size; i++) {
            long distance = in.getCount();
            if (distance < 1 || distance > NAN - bucket) {
                throw StateReader.malformed("a bucket is " + Long.toUnsignedString(distance) + " after the last");
            }
            bucket += (int) distance;
            long count = in.getCount();
            buckets.counts.put(bucket, count);
            buckets.total += count;
        }
        return buckets;
    }
}
