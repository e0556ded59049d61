package dev.asof.online.state.bulk;

import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import java.util.concurrent.Semaphore;

/**
 * Whose turn it is to load in bulk: one load at a time. Who closes the store lets it break off, and waits for its end: until then it
 * uses the database, and a folder that the next owner of the store uses as well. Thread-safe.
 */
public final class BulkTurn {
    private final Semaphore turn = new Semaphore(1);
    private volatile boolean isClosing;

    /** Begins a load; returns whether that is possible now. */
    public boolean begin() {
        return turn.tryAcquire();
    }

    /** Ends what was begun. */
    public void end() {
        turn.release();
    }

    /**
     * To be asked all along a load.
     *
     * @throws AsofException SERVER_UNAVAILABLE if the store is being closed
     */
    public void requireOpen() {
        if (isClosing) {
            throw new AsofException(
                    ErrorCode.SERVER_UNAVAILABLE,
                    "Cannot load: the online store is being closed. Load again once it is open; nothing is lost.");
        }
    }

    /** Does something once nobody loads in bulk any more; who does so now is asked to break off. */
    public void close(Runnable closing) {
        isClosing = true;
        turn.acquireUninterruptibly();
        try {
            closing.run();
        } finally {
            turn.release();
        }
    }
}
