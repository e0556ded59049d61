package dev.asof.benchmark.serving;

import java.nio.channels.Selector;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Wakes a selector at a time: to about a tenth of a millisecond, where the selector by itself knows whole milliseconds. */
final class Alarm implements AutoCloseable {
    private static final long NEVER = Long.MAX_VALUE;

    private final Selector selector;
    private final AtomicLong wakesAt = new AtomicLong(NEVER);
    private final Thread thread;
    private volatile boolean isOver;

    Alarm(Selector selector) {
        this.selector = selector;
        this.thread = Thread.ofPlatform().name("alarm").daemon().start(this::keepWatch);
    }

    /** Sets it, as {@link System#nanoTime} tells the time; what it was set to before no longer matters. */
    void set(long nanoTime) {
        if (wakesAt.getAndSet(nanoTime) != nanoTime) {
            LockSupport.unpark(thread);
        }
    }

    private void keepWatch() {
        while (!isOver) {
            long at = wakesAt.get();
            long left = at - System.nanoTime();
            if (at == NEVER) {
                LockSupport.park(this);
            } else if (left > 0) {
                LockSupport.parkNanos(this, left);
            } else if (wakesAt.compareAndSet(at, NEVER)) {
                selector.wakeup();
            }
        }
    }

    @Override
    public void close() {
        isOver = true;
        LockSupport.unpark(thread);
    }
}
