package dev.asof.registry.compute.expression.kernel;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** The text forms of numbers and truth values, for casts and for literals alike. No white space, no locale. */
public final class Numbers {
    /** Digits that a number's text may have; more cannot matter to its value and only cost time. */
    private static final int MAX_TEXT = 2_000;

    private static final Pattern INTEGER = Pattern.compile("[+-]?[0-9]++");
    private static final Pattern DECIMAL =
            Pattern.compile("[+-]?(?:[0-9]++(?:\\.[0-9]*+)?+|\\.[0-9]++)(?:[eE][+-]?[0-9]++)?+");
    private static final Pattern INFINITY = Pattern.compile("[+-]?(?i:inf|infinity)");
    private static final Pattern NAN = Pattern.compile("(?i:nan)");

    private static final Pattern TRUE = Pattern.compile("(?i:true)");
    private static final Pattern FALSE = Pattern.compile("(?i:false)");

    private Numbers() {}

    /** true or false, in any case of ASCII letters. */
    public static Optional<Truth> parseTruth(String text) {
        if (TRUE.matcher(text).matches()) {
            return Optional.of(Truth.TRUE);
        }
        return FALSE.matcher(text).matches() ? Optional.of(Truth.FALSE) : Optional.empty();
    }

    /** {@code [+-]digits}; empty if it is not that or beyond int64. */
    public static OptionalLong parseInteger(String text) {
        if (text.length() > MAX_TEXT || !INTEGER.matcher(text).matches()) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseLong(text));
        } catch (NumberFormatException beyondRange) {
            return OptionalLong.empty();
        }
    }

    /** {@code [+-]digits[.digits][e[+-]digits]}, inf, infinity or nan in any case, rounded once to float64. */
    public static OptionalDouble parseFloat64(String text) {
        if (!isFloat(text)) {
            return OptionalDouble.empty();
        }
        return isDecimal(text) ? OptionalDouble.of(Double.parseDouble(text)) : OptionalDouble.of(special(text));
    }

    /** As {@link #parseFloat64}, but rounded once to float32. */
    public static OptionalDouble parseFloat32(String text) {
        if (!isFloat(text)) {
            return OptionalDouble.empty();
        }
        return isDecimal(text) ? OptionalDouble.of(Float.parseFloat(text)) : OptionalDouble.of(special(text));
    }

    /** {@code [+-]digits[.digits][e[+-]digits]} as the number it is, without zeros at its end; 0 has scale 0. */
    public static Optional<BigDecimal> parseDecimal(String text) {
        if (text.length() > MAX_TEXT || !isDecimal(text)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new BigDecimal(text).stripTrailingZeros());
        } catch (NumberFormatException | ArithmeticException beyondExponents) {
            return Optional.empty();
        }
    }

    private static boolean isFloat(String text) {
        return text.length() <= MAX_TEXT
                && (isDecimal(text)
                        || INFINITY.matcher(text).matches()
                        || NAN.matcher(text).matches());
    }

    private static boolean isDecimal(String text) {
        return DECIMAL.matcher(text).matches();
    }

    private static double special(String text) {
        if (NAN.matcher(text).matches()) {
            return Double.NaN;
        }
        return text.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }

    /** The shortest decimal that rounds to {@code value}, as {@link Double#toString(double)} specifies it since 19. */
    public static String formatFloat64(double value) {
        return Double.toString(value);
    }

    /** The shortest decimal that rounds to {@code value} among the float32. */
    public static String formatFloat32(double value) {
        return Float.toString((float) value);
    }
}
