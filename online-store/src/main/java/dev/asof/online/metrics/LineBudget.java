package dev.asof.online.metrics;

import java.util.concurrent.TimeUnit;

/** How many lines may be logged: so many a second. What is left out is counted. Thread-safe. */
final class LineBudget {
    private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final int linesPerSecond;
    private long secondBeganNanos;
    private int lines;
    private volatile long leftOut;

    LineBudget(int linesPerSecond, long nowNanos) {
        this.linesPerSecond = linesPerSecond;
        this.secondBeganNanos = nowNanos;
    }

    /** Whether one more may be logged; if not, it is left out. */
    synchronized boolean take(long nowNanos) {
        begin(nowNanos);
        if (lines < linesPerSecond) {
            lines++;
            return true;
        }
        leftOut++;
        return false;
    }

    /** How many were left out, once that second is over, and once each; mostly 0. */
    long leftOut(long nowNanos) {
        return leftOut == 0 ? 0 : takeLeftOut(nowNanos);
    }

    private synchronized long takeLeftOut(long nowNanos) {
        if (nowNanos - secondBeganNanos < SECOND_NANOS) {
            return 0;
        }
        long taken = leftOut;
        leftOut = 0;
        return taken;
    }

    private void begin(long nowNanos) {
        if (nowNanos - secondBeganNanos >= SECOND_NANOS) {
            secondBeganNanos = nowNanos;
            lines = 0;
        }
    }
}
