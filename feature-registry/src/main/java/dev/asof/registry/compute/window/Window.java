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
     * under {@link Closed#LEFT}.
     *
     * @param lengthMicros more than 0
     */
    record Sliding(long lengthMicros) implements Window {
        public Sliding {
            if (lengthMicros <= 0) {
                throw new IllegalArgumentException("A window of " + lengthMicros + " us is empty");
            }
        }

        @Override
        public long earliest(TimeRule rule, long asOfMicros) {
            long start = TimeRule.minus(rule.anchor(asOfMicros), lengthMicros);
            return switch (rule.closed()) {
                case RIGHT -> start == Long.MIN_VALUE ? start : start + 1;
                case LEFT -> start;
            };
        }
    }
}
