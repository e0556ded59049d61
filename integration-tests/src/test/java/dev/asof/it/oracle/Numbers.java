package dev.asof.it.oracle;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** Arithmetic of int64, null where the exact result does not fit, and of float64 as IEEE 754 has it. */
final class Numbers {
    private Numbers() {}

    static @Nullable Long integer(char operator, long left, long right) {
        BigInteger a = BigInteger.valueOf(left);
        BigInteger b = BigInteger.valueOf(right);
        if (right == 0 && (operator == '/' || operator == '%')) {
            return null;
        }
        return fitting(
                switch (operator) {
                    case '+' -> a.add(b);
                    case '-' -> a.subtract(b);
                    case '*' -> a.multiply(b);
                    case '/' -> a.divide(b);
                    case '%' -> a.remainder(b);
                    default -> throw new IllegalArgumentException("No arithmetic: " + operator);
                });
    }

    static double floating(char operator, double a, double b) {
        return switch (operator) {
            case '+' -> a + b;
            case '-' -> a - b;
            case '*' -> a * b;
            case '/' -> a / b;
            case '%' -> a % b;
            default -> throw new IllegalArgumentException("No arithmetic: " + operator);
        };
    }

    /** A number as the nearest float64. */
    static double nearestFloat(Object number) {
        return number instanceof BigDecimal decimal
                ? NearestDouble.of(decimal.unscaledValue(), BigInteger.TEN.pow(decimal.scale()))
                : ((Number) number).doubleValue();
    }

    /** NaN as the one there is. */
    static double canonical(double value) {
        return Double.isNaN(value) ? Double.NaN : value;
    }

    /** The value as an int64, null where it is none. */
    static @Nullable Long fitting(BigInteger value) {
        return value.bitLength() < Long.SIZE ? Long.valueOf(value.longValueExact()) : null;
    }

    /** The value as one of a decimal type, null where it has digits that the type has not. */
    static @Nullable BigDecimal unrounded(BigDecimal value, Type type) {
        BigDecimal scaled = value.stripTrailingZeros();
        boolean fits =
                scaled.scale() <= type.scale() && scaled.precision() - scaled.scale() <= type.digits() - type.scale();
        return fits || scaled.signum() == 0 ? value.setScale(type.scale(), RoundingMode.UNNECESSARY) : null;
    }
}
