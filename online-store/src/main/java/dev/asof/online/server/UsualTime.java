package dev.asof.online.server;

import java.util.concurrent.TimeUnit;

/**
 * The time that a row usually takes, learnt from turns. It follows the median, not the mean: a turn in which the machine paused says nothing of a
 * row. One thread's.
 */
final class UsualTime {
    /** How much a turn moves it, as a fraction; the first ones, of which it knows little, move it more. */
    private static final double STEP = 1.0 / 16;

    private double nanosOfRow;
    private int turns;

    /** What so many rows usually take; 0 before the first turn. */
    double nanosOf(long rows) {
        return rows * nanosOfRow;
    }

    /** Learns from a turn that answered so many rows. */
    void learn(long rows, long nanos) {
        double each = nanos / (double) Math.max(rows, 1);
        turns++;
        if (nanosOfRow == 0) {
            nanosOfRow = Math.min(each, TimeUnit.MILLISECONDS.toNanos(1));
        } else {
            double step = Math.max(STEP, 1.0 / turns);
            nanosOfRow *= each > nanosOfRow ? 1 + step : 1 - step;
        }
    }
}
