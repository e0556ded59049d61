package dev.asof.online.server;

import java.util.concurrent.TimeUnit;

/**
 * The time that a row usually takes, learnt from turns. It follows the median, not the mean: a turn in which the machine paused says nothing of a
 * row. One thread's.
 */
final class UsualTime {
    private static final double LEAST_STEP = 1.0 / 16;

    private double nanosOfRow;

    /** How much a turn moves it, as a fraction: the second by a half, as little is known then, the third by a third, and so on to the least. */
    private double step = 1.0 / 2;

    /** What so many rows usually take; 0 before the first turn. */
    double nanosOf(long rows) {
        return rows * nanosOfRow;
    }

    /** Learns from a turn that answered so many rows. */
    void learn(long rows, long nanos) {
        double each = nanos / (double) Math.max(rows, 1);
        if (nanosOfRow == 0) {
            nanosOfRow = Math.min(each, TimeUnit.MILLISECONDS.toNanos(1));
        } else {
            nanosOfRow *= each > nanosOfRow ? 1 + step : 1 - step;
            step = Math.max(LEAST_STEP, step / (1 + step));
        }
    }
}
