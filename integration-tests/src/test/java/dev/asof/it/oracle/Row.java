package dev.asof.it.oracle;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A row of a source, as it came.
 *
 * @param values by column; null or nothing for null
 * @param acceptedAt when the server accepted it, in microseconds
 */
public record Row(Map<String, @Nullable Object> values, long acceptedAt) {

    /** The acceptance of a row that every question may know. */
    public static final long ALWAYS = Long.MIN_VALUE;

    public Row {
        values = new HashMap<>(values);
    }

    /** The same row with another acceptance. */
    public Row acceptedAt(long micros) {
        return new Row(values, micros);
    }

    public @Nullable Object value(String column) {
        return values.get(column);
    }
}
