package dev.asof.it.oracle;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes constants as SQL, and as definitions write defaults and bounds. */
public final class LiteralText {
    private LiteralText() {}

    /** The constant in SQL. */
    static String of(Type type, @Nullable Object value) {
        if (value == null) {
            return "CAST(NULL AS " + type.text() + ")";
        }
        return switch (type.kind()) {
            case BOOL, INT32, INT64 -> value.toString();
            case FLOAT32, FLOAT64 -> ofFloat((Double) value);
            case STRING -> quoted((String) value);
            case DATE, TIMESTAMP -> type.kind() + " " + quoted(plain(type, value));
            case DECIMAL -> ofDecimal(type, (BigDecimal) value);
            case BYTES, LIST, MAP -> "CAST(" + quoted(plain(type, value)) + " AS " + type.text() + ")";
        };
    }

    /** A list of constants in SQL, of the type or, beside numbers, of any kind of number. */
    public static String list(Type type, List<Object> values) {
        return values.stream()
                .map(value -> type.isArithmetic() ? ofNumber(value) : of(type, value))
                .collect(Collectors.joining(", ", "[", "]"));
    }

    /** A number as short as it can be: a decimal without digits after the point as an integer. */
    private static String ofNumber(Object number) {
        return number instanceof BigDecimal decimal
                        && (decimal.scale() > 0 || decimal.unscaledValue().bitLength() >= Long.SIZE)
                ? "DECIMAL " + quoted(decimal.toPlainString())
                : number.toString();
    }

    /** Written with the digits of its type where these are the number's own. */
    private static String ofDecimal(Type type, BigDecimal value) {
        int whole = value.signum() == 0 ? 0 : Math.max(0, value.precision() - value.scale());
        boolean isWritten = type.equals(Type.decimal(Math.max(1, whole + value.scale()), value.scale()));
        String text = quoted(plain(type, value));
        return isWritten ? "DECIMAL " + text : "CAST(" + text + " AS " + type.text() + ")";
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /** The constant without quotes. */
    public static String plain(Type type, Object value) {
        return type.isFloat() ? ofSpecial((Double) value) : ValueText.of(type, value);
    }

    private static String ofFloat(double value) {
        return Double.isFinite(value) ? Double.toString(value) : "CAST('" + ofSpecial(value) + "' AS float64)";
    }

    private static String ofSpecial(double value) {
        if (Double.isNaN(value)) {
            return "nan";
        }
        return Double.isInfinite(value) ? (value < 0 ? "-inf" : "inf") : Double.toString(value);
    }
}
