package dev.asof.it.oracle;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A row of a source, as it came.
 *
 * @param values by column; null or nothing for null
 * @param acceptedAt when the server accepted it, in microseconds
 * @param source the source's name; empty for the first of a view's sources
 */
public record Row(Map<String, @Nullable Object> values, long acceptedAt, String source) {

    /** The acceptance of a row that every question may know. */
    public static final long ALWAYS = Long.MIN_VALUE;

    public Row {
        values = new HashMap<>(values);
    }

    /** A row of the first source. */
    public Row(Map<String, @Nullable Object> values, long acceptedAt) {
        this(values, acceptedAt, "");
    }

    /** The same row with another acceptance. */
    public Row acceptedAt(long micros) {
        return new Row(values, micros, source);
    }

    /** The same row in another source. */
    public Row of(String other) {
        return new Row(values, acceptedAt, other);
    }

    public @Nullable Object value(String column) {
        return values.get(column);
    }
}
