package dev.asof.online.ingest;

import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Bounds how many events are under way, and so the memory that they take: who sends faster than the disk takes waits, and is
 * turned away when that takes too long. First come, first served. Thread-safe.
 */
final class Room {
    private final IngestLimits limits;
    private final Semaphore free;

    Room(IngestLimits limits) {
        this.limits = limits;
        this.free = new Semaphore(limits.eventsUnderWay(), true);
    }

    /** Room for a batch, until it is closed. */
    interface Place extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Waits for room.
     *
     * @throws AsofException OVERLOADED if there is none for too long
     */
    Place take(IngestBatch batch) {
        int events = Math.clamp(batch.events().rowCount(), 1, limits.eventsUnderWay());
        try {
            if (!free.tryAcquire(events, limits.patience().toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AsofException(
                        ErrorCode.OVERLOADED,
                        "Cannot ingest into source '" + batch.source() + "': "
                                + (limits.eventsUnderWay() - free.availablePermits())
                                + " events are under way, and there was no room for more within "
                                + limits.patience().toSeconds() + " s. Send the batch again later.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AsofException(
                    ErrorCode.SERVER_UNAVAILABLE,
                    "Cannot ingest into source '" + batch.source() + "': the server is stopping. Try again later.",
                    e);
        }
        return () -> free.release(events);
    }
}
