package dev.asof.it.oracle;

import java.math.BigInteger;
import java.util.List;

/** Sums of floats as real numbers, in units of 2^-1074, of which every float64 is a whole number. */
final class Reals {
    private static final int UNIT = 1074;

    private Reals() {}

    /** The sum over {@code divisor}, rounded once. */
    static double quotient(List<Double> values, long divisor) {
        boolean positive = values.contains(Double.POSITIVE_INFINITY);
        boolean negative = values.contains(Double.NEGATIVE_INFINITY);
        if (values.contains(Double.NaN) || (positive && negative)) {
            return Double.NaN;
        }
        if (positive || negative) {
            return positive ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
        }
        BigInteger sum = values.stream().map(Reals::inUnits).reduce(BigInteger.ZERO, BigInteger::add);
        return NearestDouble.of(sum, BigInteger.valueOf(divisor).shiftLeft(UNIT));
    }

    /** A finite float64 in units of 2^-1074. */
    static BigInteger inUnits(double value) {
        if (value == 0) {
            return BigInteger.ZERO;
        }
        long fraction = Double.doubleToLongBits(value) & ((1L << 52) - 1);
        boolean subnormal = Math.abs(value) < Double.MIN_NORMAL;
        BigInteger digits = BigInteger.valueOf(subnormal ? fraction : fraction | (1L << 52));
        int exponent = subnormal ? 0 : Math.getExponent(value) - 52 + UNIT;
        return (value < 0 ? digits.negate() : digits).shiftLeft(exponent);
    }
}
