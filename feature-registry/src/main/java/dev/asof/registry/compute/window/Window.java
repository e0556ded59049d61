package dev.asof.registry.compute.window;

import dev.asof.registry.compute.zone.NamedZone;
import dev.asof.registry.compute.zone.TimeZoneRules;

/** How far back an aggregate looks from the anchor of its {@link TimeRule}. All times are microseconds. */
public sealed interface Window {

    /** The earliest event time in the window of the question at {@code asOfMicros}, inclusive; later for later questions. */
    long earliest(TimeRule rule, long asOfMicros);

    /** The latest event time in it, inclusive, and visible; later for later questions. Before the earliest where it is empty. */
    default long latest(TimeRule rule, long asOfMicros) {
        return rule.latestVisible(asOfMicros);
    }

    /** The latest visible time before the end of a period. */
    private static long latestBefore(long end, TimeRule rule, long asOfMicros) {
        return Math.min(rule.latestVisible(asOfMicros), TimeRule.minus(end, 1));
    }

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
     * A period of fixed length: {@code [n * length, (n + 1) * length)} around the anchor, counted from the epoch, or the
     * one before, whichever end the time rule closes.
     *
     * @param lengthMicros more than 0
     */
    record Tumbling(long lengthMicros, Turn turn) implements Window {
        public Tumbling {
            if (lengthMicros <= 0) {
                throw new IllegalArgumentException("A period of " + lengthMicros + " us is empty");
            }
        }

        @Override
        public long earliest(TimeRule rule, long asOfMicros) {
            long anchor = rule.anchor(asOfMicros);
            long current = TimeRule.minus(anchor, Math.floorMod(anchor, lengthMicros));
            return switch (turn) {
                case CURRENT -> current;
                case PREVIOUS -> TimeRule.minus(current, lengthMicros);
            };
        }

        @Override
        public long latest(TimeRule rule, long asOfMicros) {
            return latestBefore(earliest(rule, asOfMicros) + lengthMicros, rule, asOfMicros);
        }
    }

    /**
     * A period of the calendar on the clocks of a zone, around the anchor or before that, whichever end the time rule
     * closes. A period starts when the clocks first show its start or a later time; where they are turned back over a
     * start, the later period has begun.
     */
    record Calendar(CalendarUnit unit, Turn turn, NamedZone zone) implements Window {

        @Override
        public long earliest(TimeRule rule, long asOfMicros) {
            TimeZoneRules clocks = zone.currentRules();
            return clocks.firstInstantAt(localStart(clocks, rule.anchor(asOfMicros)));
        }

        @Override
        public long latest(TimeRule rule, long asOfMicros) {
            return latestBefore(end(rule.anchor(asOfMicros)), rule, asOfMicros);
        }

        /** The end, exclusive, of the window around an anchor. */
        public long end(long anchorMicros) {
            TimeZoneRules clocks = zone.currentRules();
            return clocks.firstInstantAt(unit.shifted(localStart(clocks, anchorMicros), 1));
        }

        private long localStart(TimeZoneRules clocks, long anchor) {
            long start = clocks.startOfPeriod(unit, anchor);
            return switch (turn) {
                case CURRENT -> start;
                case PREVIOUS -> unit.shifted(start, -1);
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
