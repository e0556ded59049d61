package dev.asof.it.oracle;

import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The value of one feature for one question; equal only if the bits are.
 *
 * @param value null unless the status comes with one
 * @param eventTime of a latest, the time of the greatest visible event
 */
public record Answer(Status status, @Nullable Object value, OptionalLong eventTime) {

    /** Why there is a value, or none. */
    public enum Status {
        PRESENT,
        NOT_FOUND,
        NULL_VALUE,
        EXPIRED,
        OUT_OF_RANGE,
        DEFAULTED
    }

    /** Whether the two are the same value for the same reason, of the same event. */
    public boolean isSameAs(Answer other) {
        return status == other.status && Objects.equals(value, other.value) && eventTime.equals(other.eventTime);
    }
}
