package dev.asof.registry.compute.expression;

import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.DecimalType;
import dev.asof.registry.compute.schema.ScalarType;
import java.util.Locale;
import java.util.Optional;

/** The rules of types that several operators share, and what messages say about them. */
final class TypeRules {
    private TypeRules() {}

    /** The type in which two numbers are added, multiplied, and so on: int64 for integers, otherwise float64. */
    static DataType arithmetic(DataType left, DataType right) {
        return left.isInteger() && right.isInteger() ? ScalarType.INT64 : ScalarType.FLOAT64;
    }

    /**
     * The type to which two types agree unasked: their own if it is one, for numbers that of arithmetic, for decimals the one
     * that holds both, else none.
     */
    static Optional<DataType> common(DataType left, DataType right) {
        if (left.equals(right)) {
            return Optional.of(left);
        }
        if (left instanceof DecimalType decimal && right instanceof DecimalType other) {
            return DecimalRules.common(decimal, other).map(common -> common);
        }
        return left.isIntegerOrFloat() && right.isIntegerOrFloat()
                ? Optional.of(arithmetic(left, right))
                : Optional.empty();
    }

    static String notANumber(String operator, DataType type) {
        return "'" + operator + "' takes numbers, and this is " + type.displayName() + numberHint(operator, type);
    }

    private static String numberHint(String operator, DataType type) {
        if (!(type instanceof ScalarType scalar)) {
            return "";
        }
        return switch (scalar) {
            case STRING -> operator.equals("+") ? "; write || to join texts" : "; write CAST(... AS float64)";
            case DATE, TIMESTAMP -> "; write date_add('day', n, x) or date_diff('day', from, to)";
            case BOOL -> "; write CAST(... AS int64)";
            case INT32, INT64, FLOAT32, FLOAT64, BYTES -> "";
        };
    }

    static String boolHint(DataType type) {
        return type.isIntegerOrFloat() ? "; write ... <> 0" : "";
    }

    static String noCast(DataType from, DataType to) {
        return "cannot cast " + from.displayName() + " to " + to.displayName() + castHint(from, to);
    }

    private static String castHint(DataType from, DataType to) {
        if (to == ScalarType.BOOL && from.isIntegerOrFloat()) {
            return "; write ... <> 0";
        }
        if (to == ScalarType.TIMESTAMP && from.isIntegerOrFloat()) {
            return "; write from_epoch_seconds(...), from_epoch_millis(...) or from_epoch_micros(...)";
        }
        if (to == ScalarType.DATE && from.isIntegerOrFloat()) {
            return "; write from_epoch_days(...)";
        }
        if (from == ScalarType.TIMESTAMP && to.isIntegerOrFloat()) {
            return "; write epoch_seconds(...), epoch_millis(...) or epoch_micros(...)";
        }
        if (from == ScalarType.DATE && to.isIntegerOrFloat()) {
            return "; write epoch_days(...)";
        }
        return "";
    }

    /** Why two types do not agree, as the end of a message. */
    static String disagreementHint(DataType left, DataType right) {
        boolean times = (left == ScalarType.DATE && right == ScalarType.TIMESTAMP)
                || (left == ScalarType.TIMESTAMP && right == ScalarType.DATE);
        if (times) {
            return "; cast the timestamp to date, or the date to timestamp, which is its midnight UTC";
        }
        if ((isTime(left) && right == ScalarType.STRING) || (isTime(right) && left == ScalarType.STRING)) {
            DataType time = isTime(left) ? left : right;
            return "; write " + time.displayName().toUpperCase(Locale.ROOT) + " '...'";
        }
        boolean isInexact =
                (left.isFloat() && right instanceof DecimalType) || (right.isFloat() && left instanceof DecimalType);
        return isInexact ? "; cast one of them, or write a number as DECIMAL '1.5'" : "; cast one of them";
    }

    private static boolean isTime(DataType type) {
        return type == ScalarType.DATE || type == ScalarType.TIMESTAMP;
    }
}
