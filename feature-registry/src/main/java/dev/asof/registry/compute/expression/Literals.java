package dev.asof.registry.compute.expression;

import dev.asof.registry.compute.expression.kernel.Conversions;
import dev.asof.registry.compute.expression.kernel.Evaluation;
import dev.asof.registry.compute.expression.kernel.RowFunction;
import dev.asof.registry.compute.expression.kernel.RowKernel;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.DecimalType;
import dev.asof.registry.compute.schema.ListType;
import dev.asof.registry.compute.schema.MapType;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.Value;
import java.util.List;
import java.util.Optional;

/** Values written as text. What a text means as a value of a type is decided by {@link Conversions} alone. */
final class Literals {
    /** Chars of a text that a message repeats. */
    private static final int SHOWN = 40;

    private Literals() {}

    static Compilation<Value> parse(String text, DataType type) {
        Optional<Value> value = type == ScalarType.STRING ? Optional.of(Value.ofText(text)) : read(text, type);
        return value.<Compilation<Value>>map(Compilation.Success::new)
                .orElseGet(() -> new Compilation.Failure<>(
                        List.of(new ExpressionProblem(0, text.length(), complaint(text, type)))));
    }

    /** {@code text} cast to {@code type}, empty where the cast fails. */
    static Optional<Value> read(String text, DataType type) {
        RowFunction conversion = Conversions.between(ScalarType.STRING, type).orElseThrow(IllegalStateException::new);
        Evaluation operand = new Evaluation(Value.ofText(text).repeat(1));
        Evaluation result = RowKernel.evaluate(type, conversion, List.of(operand), 1);
        return result.failedAt(0) ? Optional.empty() : Optional.of(Value.of(result.column(), 0));
    }

    static String complaint(String text, DataType type) {
        return "'" + shortened(text) + "' is not " + article(type) + " " + type.displayName() + expected(type);
    }

    private static String article(DataType type) {
        return type == ScalarType.INT32 || type == ScalarType.INT64 ? "an" : "a";
    }

    private static String expected(DataType type) {
        return switch (type) {
            case ScalarType scalar -> expected(scalar);
            case DecimalType decimal ->
                " (at most " + (decimal.precision() - decimal.scale()) + " digits before the point, " + decimal.scale()
                        + " after it)";
            case ListType list -> " (such as [], in JSON)";
            case MapType map -> " (such as {}, in JSON)";
        };
    }

    private static String expected(ScalarType type) {
        return switch (type) {
            case BOOL -> " (true or false)";
            case INT32 -> " (a whole number from -2147483648 to 2147483647)";
            case INT64 -> " (a whole number from -9223372036854775808 to 9223372036854775807)";
            case FLOAT32, FLOAT64 -> " (such as 1.5, -2e10, inf or nan)";
            case STRING -> "";
            case BYTES -> " (hexadecimal digits, two a byte)";
            case DATE -> " (YYYY-MM-DD)";
            case TIMESTAMP -> " (YYYY-MM-DD[ HH:MM[:SS[.ffffff]][Z|+HH:MM]])";
        };
    }

    private static String shortened(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, text.offsetByCodePoints(0, SHOWN / 2)) + "...";
    }
}
