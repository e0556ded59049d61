package dev.asof.online.state;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** Stamps that only move forward, near the wall clock. Used by one writer at a time; {@link #last} by any thread. */
final class AcceptanceClock {
    private final InstantSource wallClock;
    private volatile long last;

    /** @param last the last stamp of the store's past, in microseconds; 0 if there is none */
    AcceptanceClock(InstantSource wallClock, long last) {
        this.wallClock = wallClock;
        this.last = last;
    }

    long last() {
        return last;
    }

    /** The first of {@code count} consecutive stamps. */
    long next(int count) {
        long now = ChronoUnit.MICROS.between(Instant.EPOCH, wallClock.instant());
        long first = Math.max(last + 1, now);
        last = first + count - 1;
        return first;
    }

    void advance(long micros) {
        last = Math.max(last, micros);
    }
}
