package dev.asof.online.state;

import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/** Who uses the store: any number at a time, one of whom writes, until it is closed. Thread-safe. */
final class StoreUse {
    private static final long WAIT_MILLIS = 50;

    private final ReentrantReadWriteLock inUse = new ReentrantReadWriteLock();
    private final ReentrantLock writing = new ReentrantLock();
    private final ReentrantLock rewriting = new ReentrantLock();
    private boolean isClosed;

    /**
     * Begins to use the store.
     *
     * @throws AsofException SERVER_UNAVAILABLE if it is closed
     */
    void enter() {
        inUse.readLock().lock();
        if (isClosed) {
            inUse.readLock().unlock();
            throw new AsofException(
                    ErrorCode.SERVER_UNAVAILABLE, "Cannot use the online store: it is closed. Try again later.");
        }
    }

    /** Ends what was begun, on the same thread. */
    void leave() {
        inUse.readLock().unlock();
    }

    /** Does something while the store is open. */
    <T> T whileOpen(Supplier<T> action) {
        enter();
        try {
            return action.get();
        } finally {
            leave();
        }
    }

    /** Does something while the store is open. */
    void whileOpen(Runnable action) {
        enter();
        try {
            action.run();
        } finally {
            leave();
        }
    }

    /** Does something while nobody else writes. */
    <T> T whileNobodyWrites(Supplier<T> action) {
        return whileOpen(() -> {
            writing.lock();
            try {
                return action.get();
            } finally {
                writing.unlock();
            }
        });
    }

    /** Does something while nobody else writes. */
    void whileNobodyWrites(Runnable action) {
        whileNobodyWrites(() -> {
            action.run();
            return this;
        });
    }

    /**
     * Does something while the store is open that takes as long as the store is large. One at a time; who needs the store alone waits for its end
     * before others have to wait for him.
     */
    void whileRewriting(Runnable action) {
        rewriting.lock();
        try {
            whileOpen(action);
        } finally {
            rewriting.unlock();
        }
    }

    /**
     * Does something while nobody uses the store, unless it is closed. It waits a little at a time, so that others need not wait long
     * behind it; each time longer, so that in the end it outlasts whoever has begun.
     *
     * @throws InterruptedException if this thread is interrupted while it waits
     */
    void whileNobodyUses(Runnable action) throws InterruptedException {
        rewriting.lockInterruptibly();
        try {
            alone(action);
        } finally {
            rewriting.unlock();
        }
    }

    private void alone(Runnable action) throws InterruptedException {
        long waitMillis = WAIT_MILLIS;
        while (!inUse.writeLock().tryLock(waitMillis, TimeUnit.MILLISECONDS)) {
            Thread.sleep(WAIT_MILLIS);
            waitMillis *= 2;
        }
        try {
            if (!isClosed) {
                action.run();
            }
        } finally {
            inUse.writeLock().unlock();
        }
    }

    /** Closes the store once nobody uses it any more, and does something the first time. */
    void close(Runnable closing) {
        inUse.writeLock().lock();
        try {
            if (!isClosed) {
                isClosed = true;
                closing.run();
            }
        } finally {
            inUse.writeLock().unlock();
        }
    }
}
