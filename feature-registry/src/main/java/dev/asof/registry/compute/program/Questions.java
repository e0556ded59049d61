package dev.asof.registry.compute.program;

import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Questions about entities, one a row; all arrays have one length and all times are microseconds since the epoch.
 *
 * @param entity the entity asked about, numbered as in the events' rows
 * @param asOf the time asked about
 * @param knownAt the time by which an event must have arrived
 * @param acceptedBy the time by which the server must have accepted an event; {@link #NO_BOUND} for all
 * @param target the row of the answer in the target values
 */
public record Questions(int[] entity, long[] asOf, long[] knownAt, long[] acceptedBy, int[] target) {
    /** The {@code acceptedBy} that every event meets. */
    public static final long NO_BOUND = Long.MAX_VALUE;

    public Questions {
        if (asOf.length != entity.length
                || knownAt.length != entity.length
                || acceptedBy.length != entity.length
                || target.length != entity.length) {
            throw new IllegalArgumentException("Questions of different lengths");
        }
    }

    /** The number of questions. */
    public int size() {
        return entity.length;
    }

    /** Those of the questions that are about entities of these numbers. */
    public Questions about(IntPredicate entities) {
        int[] some = IntStream.range(0, size())
                .filter(question -> entities.test(entity[question]))
                .toArray();
        return new Questions(
                IntStream.of(some).map(question -> entity[question]).toArray(),
                IntStream.of(some).mapToLong(question -> asOf[question]).toArray(),
                IntStream.of(some).mapToLong(question -> knownAt[question]).toArray(),
                IntStream.of(some).mapToLong(question -> acceptedBy[question]).toArray(),
                IntStream.of(some).map(question -> target[question]).toArray());
    }
}
