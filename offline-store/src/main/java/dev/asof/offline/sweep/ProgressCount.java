package dev.asof.offline.sweep;

import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;

/** Counts the progress of one phase and tells the observer. Thread-safe. */
public final class ProgressCount {
    private final SweepObserver observer;
    private final SweepObserver.Phase phase;
    private final long total;
    private final AtomicLong done = new AtomicLong();

    public ProgressCount(SweepObserver observer, SweepObserver.Phase phase, long total) {
        this.observer = observer;
        this.phase = phase;
        this.total = total;
    }

    /**
     * Notes that so much more is done.
     *
     * @throws CancellationException if the observer or an interruption of this thread says to stop
     */
    public void advance(long count) {
        requireWanted(observer);
        observer.progressed(new SweepObserver.Progress(phase, done.addAndGet(count), total));
    }

    static void requireWanted(SweepObserver observer) {
        if (observer.isCancelled() || Thread.currentThread().isInterrupted()) {
            throw new CancellationException("The build was cancelled");
        }
    }
}
