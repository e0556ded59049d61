package dev.asof.registry.compute.event;

import dev.asof.registry.compute.expression.kernel.Conversions;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.Micros;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.Value;
import java.time.LocalDate;
import java.time.temporal.ChronoField;

/** Writes values as users read them in messages; long text is cut. */
public final class ValueText {
    private static final int LONGEST_TEXT = 60;

    private ValueText() {}

    /** The value as text: numbers plainly, text in quotes, times in ISO 8601. */
    public static String of(Value value) {
        return switch (value) {
            case Value.LongValue v -> ofLong(v);
            case Value.DoubleValue v -> Double.toString(v.value());
            case Value.BytesValue v when v.type() == ScalarType.STRING -> "'" + cut(v.text()) + "'";
            case Value.BytesValue v -> asCast(v);
        };
    }

    /** The value of a column's row as text, {@code null} for none. */
    public static String of(Column column, int row) {
        return column.isNull(row) ? "null" : of(Value.of(column, row));
    }

    private static String ofLong(Value.LongValue value) {
        if (value.type() == ScalarType.BOOL) {
            return value.value() == 0 ? "false" : "true";
        }
        if (value.type() == ScalarType.DATE) {
            return isDay(value.value())
                    ? LocalDate.ofEpochDay(value.value()).toString()
                    : value.value() + " days since 1970-01-01";
        }
        if (value.type() == ScalarType.TIMESTAMP) {
            return Micros.instant(value.value()).toString();
        }
        return value.type().isInteger() ? Long.toString(value.value()) : asCast(value);
    }

    private static String asCast(Value value) {
        return Conversions.text(value.repeat(1), 0)
                .map(ValueText::cut)
                .orElse("a value of " + value.type().displayName());
    }

    private static boolean isDay(long value) {
        return ChronoField.EPOCH_DAY.range().isValidValue(value);
    }

    private static String cut(String text) {
        if (text.length() <= LONGEST_TEXT) {
            return text;
        }
        boolean splits = Character.isHighSurrogate(text.charAt(LONGEST_TEXT - 1));
        return text.substring(0, splits ? LONGEST_TEXT - 1 : LONGEST_TEXT) + "...";
    }
}
