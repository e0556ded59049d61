package dev.asof.online.server;

import dev.asof.online.grpc.LookupQueue;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;

/**
 * Runs lookups on threads of their own, which may wait for the disk. Refused is what would wait for those before it longer than it may, by the time
 * that rows take at present, and what exceeds the queue.
 */
final class PoolQueue implements LookupQueue {
    /** Until a lookup has ended, what a row takes is not known. It is more than most take, so that a first crowd does not wait for long either. */
    private static final long FIRST_NANOS_OF_ROW = 10_000;

    private final ThreadPoolExecutor threads;
    private final long longestWaitNanos;
    private final UsualTime usual = new UsualTime();
    private long rowsWaiting;
    private int waiting;

    PoolQueue(ThreadPoolExecutor threads, Duration longestWait) {
        this.threads = threads;
        this.longestWaitNanos = longestWait.toNanos();
        usual.learn(1, FIRST_NANOS_OF_ROW);
    }

    @Override
    public boolean isFull() {
        return false;
    }

    @Override
    public void submit(int rows, Runnable lookup, Runnable refusal) {
        if (!enter(rows)) {
            refusal.run();
            return;
        }
        try {
            threads.execute(() -> run(rows, lookup));
        } catch (RejectedExecutionException full) {
            leave(rows);
            refusal.run();
        }
    }

    /** As many as there are threads may wait in any case: they begin when those that run end. */
    private synchronized boolean enter(int rows) {
        int runningAtOnce = threads.getMaximumPoolSize();
        if (waiting >= runningAtOnce && usual.nanosOf(rowsWaiting) > (double) longestWaitNanos * runningAtOnce) {
            return false;
        }
        waiting++;
        rowsWaiting += rows;
        return true;
    }

    private synchronized void leave(int rows) {
        waiting--;
        rowsWaiting -= rows;
    }

    private void run(int rows, Runnable lookup) {
        leave(rows);
        long from = System.nanoTime();
        try {
            lookup.run();
        } finally {
            learn(rows, System.nanoTime() - from);
        }
    }

    private synchronized void learn(int rows, long nanos) {
        usual.learn(rows, nanos);
    }
}
