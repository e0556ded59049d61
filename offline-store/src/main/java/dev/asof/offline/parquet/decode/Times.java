package dev.asof.offline.parquet.decode;

import dev.asof.registry.compute.schema.Micros;
import dev.asof.registry.compute.schema.TimestampRange;

/** Times of files as microseconds since the epoch, floored; those that do not fit are an end of the range. */
final class Times {
    private static final long NANOS_PER_MICRO = 1_000;
    private static final int JULIAN_DAY_OF_EPOCH = 2_440_588;

    private Times() {}

    static long ofMillis(long millis) {
        return TimestampRange.micros(millis, Micros.PER_MILLI, 0);
    }

    static long ofNanos(long nanos) {
        return Math.floorDiv(nanos, NANOS_PER_MICRO);
    }

    static long ofInt96(long nanosOfDay, int julianDay) {
        long day = (long) julianDay - JULIAN_DAY_OF_EPOCH;
        return TimestampRange.micros(day, Micros.PER_DAY, Math.floorDiv(nanosOfDay, NANOS_PER_MICRO));
    }
}
