package dev.asof.registry.compute.window;

/** How far back an aggregate looks from the anchor of its {@link TimeRule}. All times are microseconds. */
public sealed interface Window {

    /**
     * The earliest event time in the window of the question at {@code asOfMicros}, inclusive. The latest is {@link
     * TimeRule#latestVisible}.
     */
    long earliest(TimeRule rule, long asOfMicros);

    /** All that went before. */
    record Unbounded() implements Window {
        @Override
        public long earliest(TimeRule rule, long asOfMicros) {
            return Long.MIN_VALUE;
        }
    }

    /**
     * A window that slides with the question: {@code (anchor - length, anchor]}, or {@code [anchor - length, anchor)}
     * under {@link Closed#LEFT}; its start rounded down to a multiple of the resolution.
     *
     * @param lengthMicros more than 0
     * @param resolutionMicros more than 0; 1 rounds nothing
     */
    record Sliding(long lengthMicros, long resolutionMicros) implements Window {
        public Sliding {
            if (lengthMicros <= 0) {
                throw new IllegalArgumentException("A window of " + lengthMicros + " us is empty");
            }
            if (resolutionMicros <= 0) {
                throw new IllegalArgumentException("A resolution of " + resolutionMicros + " us is none");
            }
        }

        /** A window whose start is not rounded. */
        public Sliding(long lengthMicros) {
            this(lengthMicros, 1);
        }

        @Override
        public long earliest(TimeRule rule, long asOfMicros) {
            long exactStart = TimeRule.minus(rule.anchor(asOfMicros), lengthMicros);
            long start = TimeRule.minus(exactStart, Math.floorMod(exactStart, resolutionMicros));
            return switch (rule.closed()) {
                case RIGHT -> start == Long.MIN_VALUE ? start : start + 1;
                case LEFT -> start;
            };
        }
    }

    /**
     * The session that is open at the anchor: the last visible event and all before it from one to the next of which the
     * session {@link #spans} the time, as it does from the last to the anchor. Which events that are only shows when they
     * are filtered; the window itself reaches back without end.
     *
     * @param gapMicros the longest time between two events of a session, inclusive; more than 0
     */
    record Session(long gapMicros) implements Window {
        public Session {
            if (gapMicros <= 0) {
                throw new IllegalArgumentException("A gap of " + gapMicros + " us joins nothing");
            }
        }

        @Override
        public long earliest(TimeRule rule, long asOfMicros) {
            return Long.MIN_VALUE;
        }

        /** Whether a session goes on from one time to a later one. */
        public boolean spans(long fromMicros, long toMicros) {
            return TimeRule.minus(toMicros, gapMicros) <= fromMicros;
        }
    }
}
