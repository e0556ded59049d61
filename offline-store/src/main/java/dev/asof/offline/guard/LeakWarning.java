package dev.asof.offline.guard;

/**
 * A reason to doubt that a training set is like what is served later.
 *
 * @param message names the feature or source, and what to do
 */
public record LeakWarning(Guard guard, String message) {

    /** What is looked for. */
    public enum Guard {
        /** A feature reads the label's column, and sees other rows' labels the moment they happen. */
        LABEL_WITHOUT_DELAY,
        /** The asking rows are events of a feature, which sees them. */
        OWN_EVENT_SEEN,
        /** A feature looks back further than the history reaches. */
        HISTORY_TOO_SHORT,
        /** Asking rows are later than all events. */
        AFTER_LAST_EVENT
    }
}
