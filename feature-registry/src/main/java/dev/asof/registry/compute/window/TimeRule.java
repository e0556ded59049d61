package dev.asof.registry.compute.window;

/**
 * When an event is old enough to be seen: {@code event_time <= as_of - delay}, or {@code <} under {@link Closed#LEFT}.
 * All times are microseconds since the epoch. This and {@link Window} are the only homes of these bounds.
 *
 * @param delayMicros how long events stay unseen, at least 0
 */
public record TimeRule(long delayMicros, Closed closed) {

    public TimeRule {
        if (delayMicros < 0) {
            throw new IllegalArgumentException("A delay of " + delayMicros + " us is negative");
        }
    }

    /** The time around which the rule and all windows stand: {@code as_of - delay}, saturating. */
    public long anchor(long asOfMicros) {
        return minus(asOfMicros, delayMicros);
    }

    /** The latest event time that is seen at {@code asOfMicros}, inclusive. */
    public long latestVisible(long asOfMicros) {
        long anchor = anchor(asOfMicros);
        return switch (closed) {
            case RIGHT -> anchor;
            case LEFT -> minus(anchor, 1);
        };
    }

    /**
     * The earliest event time, inclusive, that is at most {@code maxAgeMicros} old at {@code asOfMicros}. Age counts from
     * the anchor, whichever end is closed.
     */
    public long earliestWithin(long maxAgeMicros, long asOfMicros) {
        return minus(anchor(asOfMicros), maxAgeMicros);
    }

    /** The last time at which an event is at most {@code maxAgeMicros} old, saturating: {@link #earliestWithin} turned around. */
    public long lastWithin(long maxAgeMicros, long eventTimeMicros) {
        return plus(plus(eventTimeMicros, maxAgeMicros), delayMicros);
    }

    private static long plus(long micros, long span) {
        long sum = micros + span;
        return sum < micros ? Long.MAX_VALUE : sum;
    }

    static long minus(long micros, long span) {
        long difference = micros - span;
        return difference > micros ? Long.MIN_VALUE : difference;
    }
}
