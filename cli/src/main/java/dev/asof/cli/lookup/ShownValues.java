package dev.asof.cli.lookup;

import dev.asof.cli.context.TimeText;
import dev.asof.registry.compute.schema.BytesColumn;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.DoubleColumn;
import dev.asof.registry.compute.schema.LongColumn;
import dev.asof.registry.compute.schema.ScalarType;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Values as they are shown. */
final class ShownValues {
    private ShownValues() {}

    /** For people: {@code null} where there is none. */
    static String text(Column column, int row) {
        Object value = json(column, row);
        return value == null ? "null" : value.toString();
    }

    /** For JSON: numbers and truth values as such, dates and times in ISO 8601, null where there is none. */
    static @Nullable Object json(Column column, int row) {
        if (column.isNull(row)) {
            return null;
        }
        return switch (column) {
            case LongColumn longs -> ofLong((ScalarType) longs.type(), longs.values()[row]);
            case DoubleColumn doubles when doubles.type() == ScalarType.FLOAT32 -> (float) doubles.values()[row];
            case DoubleColumn doubles -> doubles.values()[row];
            case BytesColumn bytes -> new String(bytes.bytes(row), StandardCharsets.UTF_8);
        };
    }

    private static Object ofLong(ScalarType type, long value) {
        return switch (type) {
            case BOOL -> value != 0;
            case DATE -> LocalDate.ofEpochDay(value).toString();
            case TIMESTAMP -> TimeText.of(value).toString();
            case INT32, INT64, FLOAT32, FLOAT64, STRING -> value;
        };
    }
}
