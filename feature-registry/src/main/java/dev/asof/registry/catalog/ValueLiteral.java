package dev.asof.registry.catalog;

import dev.asof.registry.compute.expression.Compilation;
import dev.asof.registry.compute.expression.ExpressionCompiler;
import dev.asof.registry.compute.expression.kernel.Conversions;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.Micros;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.Value;
import java.time.LocalDate;

/** Typed values as text, for defaults and bounds: what is written here is read back to the same value. */
public final class ValueLiteral {
    private ValueLiteral() {}

    /** The value of this type that {@code text} writes, or why it writes none. */
    public static Compilation<Value> parse(DataType type, String text) {
        return ExpressionCompiler.parseLiteral(text, type);
    }

    /** The one text of a value. */
    public static String format(Value value) {
        return switch (value) {
            case Value.LongValue v -> formatLong(v);
            case Value.DoubleValue v -> formatDouble(v);
            case Value.BytesValue v -> v.type() == ScalarType.STRING ? v.text() : formatAsCast(v);
        };
    }

    private static String formatDouble(Value.DoubleValue value) {
        if (Double.isNaN(value.value())) {
            return "nan";
        }
        if (Double.isInfinite(value.value())) {
            return value.value() > 0 ? "inf" : "-inf";
        }
        return value.type() == ScalarType.FLOAT32
                ? Float.toString((float) value.value())
                : Double.toString(value.value());
    }

    private static String formatLong(Value.LongValue value) {
        if (value.type() == ScalarType.DATE) {
            return LocalDate.EPOCH.plusDays(value.value()).toString();
        }
        return value.type() == ScalarType.TIMESTAMP
                ? Micros.instant(value.value()).toString()
                : formatAsCast(value);
    }

    private static String formatAsCast(Value value) {
        return Conversions.text(value.repeat(1), 0)
                .orElseThrow(() -> new IllegalArgumentException(
                        "A literal of " + value.type().displayName() + " has no text"));
    }
}
