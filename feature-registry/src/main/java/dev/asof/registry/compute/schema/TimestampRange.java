package dev.asof.registry.compute.schema;

/**
 * What a timestamp can be: microseconds since the epoch in 64 bits, without the two ends, which stand for the times
 * before and after. Whatever reads times of another unit makes one of the ends of a time that does not fit, so that it is
 * seen as a violation of its row, wherever it comes from.
 */
public final class TimestampRange {
    /** Stands for every time before the range. */
    public static final long BEFORE = Long.MIN_VALUE;

    /** Stands for every time after the range. */
    public static final long AFTER = Long.MAX_VALUE;

    private TimestampRange() {}

    /** Whether {@code micros} is a timestamp. */
    public static boolean contains(long micros) {
        return micros != BEFORE && micros != AFTER;
    }

    /** A time so much later, or an end of the range; an end stays what it is. */
    public static long plus(long micros, long more) {
        return contains(micros) ? micros(micros, 1, more) : micros;
    }

    /** {@code count} times {@code microsOfEach}, which is positive, and {@code more} microseconds; or an end of the range. */
    public static long micros(long count, long microsOfEach, long more) {
        try {
            return Math.addExact(Math.multiplyExact(count, microsOfEach), more);
        } catch (ArithmeticException e) {
            return count < 0 ? BEFORE : AFTER;
        }
    }
}
