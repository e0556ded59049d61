package dev.asof.registry.compute.aggregate.function;

/** What a partial state holds, and so how it grows and what may be done with it. */
public enum StateShape {
    /** A few numbers, whatever comes. */
    CONSTANT,
    /** What came first and last, or between neighbours: events in event order only. */
    ORDERED,
    /** Values of some events, up to a number: events in event order only. */
    SERIES,
    /** Something for each distinct value, up to a cap. */
    DISTINCT,
    /** A state of a few numbers for each group, up to a cap. */
    GROUPED,
    /** The same, where each state takes events in event order only. */
    GROUPED_IN_ORDER,
    /** A sum for each half-life in which there are events, of the last 1,025 half-lives. */
    DECAYED,
    /** The last session, and what it takes to join it to the events before: events in event order only. */
    SESSION,
    /** A summary of bounded size with a stated error. */
    SKETCH;

    /** Whether updates and merges may come in any order and overlap in time. */
    public boolean takesAnyOrder() {
        return switch (this) {
            case CONSTANT, DISTINCT, GROUPED, DECAYED, SKETCH -> true;
            case ORDERED, SERIES, GROUPED_IN_ORDER, SESSION -> false;
        };
    }
}
