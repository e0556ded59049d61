package dev.asof.registry.compute.event;

import dev.asof.registry.compute.schema.Micros;
import java.time.Instant;

/** The range of times of events, in microseconds since the epoch: the years 0001 to 9999, so that windows never wrap. */
public final class EventTimes {
    /** 0001-01-01T00:00:00Z. */
    public static final long MIN_MICROS = Micros.of(Instant.parse("0001-01-01T00:00:00Z"));

    /** 9999-12-31T23:59:59.999999Z. */
    public static final long MAX_MICROS = Micros.of(Instant.parse("9999-12-31T23:59:59.999999Z"));

    private EventTimes() {}

    /** Whether {@code micros} is a time that an event can have. */
    public static boolean isValid(long micros) {
        return micros >= MIN_MICROS && micros <= MAX_MICROS;
    }
}
