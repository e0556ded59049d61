package dev.asof.registry.compute.schema;

/** Spans of time in microseconds, and the days of timestamps. */
public final class Micros {
    public static final long PER_MILLI = 1_000;
    public static final long PER_SECOND = 1_000 * PER_MILLI;
    public static final long PER_MINUTE = 60 * PER_SECOND;
    public static final long PER_HOUR = 60 * PER_MINUTE;

    /** Of 24 hours, as all days of UTC are. */
    public static final long PER_DAY = 24 * PER_HOUR;

    private Micros() {}

    /** The day that a timestamp lies in, counted from 1970-01-01 on. */
    public static long day(long micros) {
        return Math.floorDiv(micros, PER_DAY);
    }

    /** How far into its day a timestamp is. */
    public static long ofDay(long micros) {
        return Math.floorMod(micros, PER_DAY);
    }
}
