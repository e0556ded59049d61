package dev.asof.registry.compute.event;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;

/** The range of times of events, in microseconds since the epoch: the years 0001 to 9999, so that windows never wrap. */
public final class EventTimes {
    /** 0001-01-01T00:00:00Z. */
    public static final long MIN_MICROS = micros(Instant.parse("0001-01-01T00:00:00Z"));

    /** 9999-12-31T23:59:59.999999Z. */
    public static final long MAX_MICROS = micros(Instant.parse("9999-12-31T23:59:59.999999Z"));

    private EventTimes() {}

    /** Whether {@code micros} is a time that an event can have. */
    public static boolean isValid(long micros) {
        return micros >= MIN_MICROS && micros <= MAX_MICROS;
    }

    /** Microseconds since the epoch; what is finer is cut off, towards the past. */
    public static long micros(Instant time) {
        return TimeUnit.SECONDS.toMicros(time.getEpochSecond()) + TimeUnit.NANOSECONDS.toMicros(time.getNano());
    }

    /** The time so many microseconds after the epoch, or before it where they are negative. */
    public static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
