package dev.asof.online.server;

import java.time.Duration;

/**
 * Tells an overload from work that piled up while the machine paused. After a pause much waits, and is soon done; in an overload
 * much waits however much is done. So what waits may take long at first, and only while every turn has been long for a while may it take
 * no longer than is usual (after CoDel: Nichols and Jacobson, "Controlling Queue Delay", 2012). One thread's.
 */
final class QueueDelay {
    /** For so long turns have to be long until that is an overload; before, so much may wait. */
    static final Duration PATIENCE = Duration.ofMillis(100);

    private static final long PATIENCE_NANOS = PATIENCE.toNanos();

    private final long longestWaitNanos;
    private final UsualTime usual = new UsualTime();
    private boolean isBusy;
    private boolean isOverloaded;
    private long busySinceNanos;
    private long endedAtNanos;

    /** @param longestWait how long a lookup may be expected to wait for those before it in an overload */
    QueueDelay(Duration longestWait) {
        this.longestWaitNanos = longestWait.toNanos();
    }

    /**
     * Whether what waits would take longer than it may. An overload is over once nothing was answered for longer than it takes to
     * be one.
     *
     * @param nowNanos on the clock of {@link System#nanoTime}
     */
    boolean isTooLong(long rows, long nowNanos) {
        boolean lasts = isOverloaded && nowNanos - endedAtNanos < PATIENCE_NANOS;
        return usual.nanosOf(rows) > (lasts ? longestWaitNanos : PATIENCE_NANOS);
    }

    /**
     * Learns from a turn that answered all that waited.
     *
     * @param fromNanos when it began, on the clock of {@link System#nanoTime}
     */
    void answered(long rows, long fromNanos, long toNanos) {
        usual.learn(rows, toNanos - fromNanos);
        boolean isLong = toNanos - fromNanos >= longestWaitNanos / 2;
        boolean isAfterRest = fromNanos - endedAtNanos >= PATIENCE_NANOS;
        if (isLong && (!isBusy || isAfterRest)) {
            busySinceNanos = fromNanos;
        }
        isBusy = isLong;
        isOverloaded = isLong && toNanos - busySinceNanos >= PATIENCE_NANOS;
        endedAtNanos = toNanos;
    }
}
