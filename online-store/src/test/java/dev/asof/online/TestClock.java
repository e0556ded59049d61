package dev.asof.online;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicLong;

/** A wall clock that a test sets, in microseconds. */
public final class TestClock implements InstantSource {
    private final AtomicLong micros;

    public TestClock(long micros) {
        this.micros = new AtomicLong(micros);
    }

    public void set(long now) {
        micros.set(now);
    }

    public long micros() {
        return micros.get();
    }

    @Override
    public Instant instant() {
        return Instant.EPOCH.plus(micros.get(), ChronoUnit.MICROS);
    }
}
