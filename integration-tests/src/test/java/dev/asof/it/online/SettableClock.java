package dev.asof.it.online;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicLong;

/** A wall clock that a test sets, in microseconds. */
final class SettableClock implements InstantSource {
    private final AtomicLong micros;

    SettableClock(long micros) {
        this.micros = new AtomicLong(micros);
    }

    void move(long byMicros) {
        micros.addAndGet(byMicros);
    }

    @Override
    public Instant instant() {
        return Instant.EPOCH.plus(micros.get(), ChronoUnit.MICROS);
    }
}
