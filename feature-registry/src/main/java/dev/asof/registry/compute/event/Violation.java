package dev.asof.registry.compute.event;

/**
 * Why one row is not an event.
 *
 * @param row the row's position in its batch
 * @param column the column that breaks its promise
 * @param reason the kind of promise
 * @param message the promise and the value, such as {@code -3 is below the minimum 0}
 */
public record Violation(int row, String column, Reason reason, String message) {

    /** The kinds of promises. */
    public enum Reason {
        /** The value cannot take the column's type. */
        TYPE,
        /** The value is null, and must not be. */
        NULL,
        /** The value is below the least allowed one; a time is before the year 0001. */
        MIN,
        /** The value is above the greatest allowed one; a time is after the year 9999. */
        MAX,
        /** The value is not among the allowed ones. */
        ONE_OF,
        /** The text is not valid UTF-8. */
        UTF8,
        /** The row arrives longer after its event time than the source's events can be corrected. */
        LATE,
        /** The entity was erased. */
        ERASED
    }
}
