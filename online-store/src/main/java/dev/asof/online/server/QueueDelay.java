package dev.asof.online.server;

import java.time.Duration;

/**
 * Tells an overload from work that piled up while the machine paused. After a pause much waits, and is soon done; in an overload
 * much waits however much is done. So what waits may take long at first, and only once every turn has been long for a while may it take
 * no longer than is usual, until none has been for as long (after CoDel: Nichols and Jacobson, "Controlling Queue Delay", 2012). One thread's.
 */
final class QueueDelay {
    /** For so long turns have to be long until that is an overload; before, so much may wait. */
    static final Duration PATIENCE = Duration.ofMillis(100);

    private static final long PATIENCE_NANOS = PATIENCE.toNanos();

    private final long longestWaitNanos;
    private final UsualTime usual = new UsualTime();
    private boolean isBusy;
    private boolean wasOverloaded;
    private long busySinceNanos;
    private long endedAtNanos;
    private long overloadedAtNanos;

    /** @param longestWait how long a lookup may be expected to wait for those before it in an overload */
    QueueDelay(Duration longestWait) {
        this.longestWaitNanos = longestWait.toNanos();
    }

    /**
     * Whether what waits would take longer than it may.
     *
     * @param nowNanos on the clock of {@link System#nanoTime}
     */
    boolean isTooLong(long rows, long nowNanos) {
        return usual.nanosOf(rows) > (isOverloaded(nowNanos) ? longestWaitNanos : PATIENCE_NANOS);
    }

    /** A short turn alone doesn't end it: what asks pauses, too. */
    private boolean isOverloaded(long nowNanos) {
        return wasOverloaded && nowNanos - overloadedAtNanos < PATIENCE_NANOS;
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
        endedAtNanos = toNanos;
        if (isLong && (isOverloaded(fromNanos) || toNanos - busySinceNanos >= PATIENCE_NANOS)) {
            wasOverloaded = true;
            overloadedAtNanos = toNanos;
        }
    }
}
