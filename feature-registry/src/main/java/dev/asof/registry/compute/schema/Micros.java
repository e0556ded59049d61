package dev.asof.registry.compute.schema;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;

/** Spans of time in microseconds, and timestamps, in microseconds since 1970-01-01T00:00:00Z. */
public final class Micros {
    public static final long PER_MILLI = 1_000;
    public static final long PER_SECOND = 1_000 * PER_MILLI;
    public static final long PER_MINUTE = 60 * PER_SECOND;
    public static final long PER_HOUR = 60 * PER_MINUTE;

    /** Of 24 hours, as all days of UTC are. */
    public static final long PER_DAY = 24 * PER_HOUR;

    private Micros() {}

    /** The timestamp of a time; what is finer than a microsecond is cut off, towards the past. */
    public static long of(Instant time) {
        return TimeUnit.SECONDS.toMicros(time.getEpochSecond()) + TimeUnit.NANOSECONDS.toMicros(time.getNano());
    }

    /** The time of a timestamp. */
    public static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    /** The day that a timestamp lies in, counted from 1970-01-01 on. */
    public static long day(long micros) {
        return Math.floorDiv(micros, PER_DAY);
    }

    /** How far into its day a timestamp is. */
    public static long ofDay(long micros) {
        return Math.floorMod(micros, PER_DAY);
    }
}
