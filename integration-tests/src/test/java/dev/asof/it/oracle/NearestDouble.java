package dev.asof.it.oracle;

import java.math.BigInteger;

/** The float64 nearest to a rational number, ties to even: found by looking for it, digit by binary digit. */
final class NearestDouble {
    private static final int PRECISION = 53;
    private static final int UNIT = 1074;
    private static final int LEAST_EXPONENT = -1074;
    private static final int GREATEST_EXPONENT = 971;

    private NearestDouble() {}

    /** @param denominator more than 0 */
    static double of(BigInteger numerator, BigInteger denominator) {
        if (numerator.signum() == 0) {
            return 0.0;
        }
        double magnitude = ofPositive(numerator.abs(), denominator);
        return numerator.signum() < 0 ? -magnitude : magnitude;
    }

    /**
     * The float64 nearest to the square root of a fraction, ties to even: found by halving the float64s between 0 and
     * infinity, which are in the order of their bits.
     *
     * @param numerator at least 0
     * @param denominator more than 0
     */
    static double root(BigInteger numerator, BigInteger denominator) {
        long below = 0;
        long above = Double.doubleToLongBits(Double.POSITIVE_INFINITY);
        while (above - below > 1) {
            long middle = below + (above - below) / 2;
            if (compareSquare(Reals.inUnits(Double.longBitsToDouble(middle)), 0, numerator, denominator) > 0) {
                above = middle;
            } else {
                below = middle;
            }
        }
        BigInteger next = above == Double.doubleToLongBits(Double.POSITIVE_INFINITY)
                ? BigInteger.ONE.shiftLeft(1024 + UNIT)
                : Reals.inUnits(Double.longBitsToDouble(above));
        int half = compareSquare(Reals.inUnits(Double.longBitsToDouble(below)).add(next), 1, numerator, denominator);
        boolean up = half < 0 || (half == 0 && (below & 1) == 1);
        return Double.longBitsToDouble(up ? above : below);
    }

    /** Compares the square of units / 2^1074 / 2^halvings with a fraction. */
    private static int compareSquare(BigInteger units, int halvings, BigInteger numerator, BigInteger denominator) {
        return units.pow(2).multiply(denominator).compareTo(numerator.shiftLeft(2 * (UNIT + halvings)));
    }

    /** Finds the exponent e for which numerator / denominator / 2^e has 53 binary digits, and rounds that to an integer. */
    private static double ofPositive(BigInteger numerator, BigInteger denominator) {
        int exponent = Math.max(numerator.bitLength() - denominator.bitLength() - PRECISION - 1, LEAST_EXPONENT);
        BigInteger digits = rounded(numerator, denominator, exponent);
        while (digits.bitLength() > PRECISION) {
            exponent++;
            digits = rounded(numerator, denominator, exponent);
        }
        return exponent > GREATEST_EXPONENT ? Double.POSITIVE_INFINITY : Math.scalb(digits.doubleValue(), exponent);
    }

    /** numerator / (denominator * 2^exponent), rounded to the nearest integer, ties to even. */
    private static BigInteger rounded(BigInteger numerator, BigInteger denominator, int exponent) {
        BigInteger dividend = exponent < 0 ? numerator.shiftLeft(-exponent) : numerator;
        BigInteger divisor = exponent > 0 ? denominator.shiftLeft(exponent) : denominator;
        BigInteger[] division = dividend.divideAndRemainder(divisor);
        int half = division[1].shiftLeft(1).compareTo(divisor);
        boolean up = half > 0 || (half == 0 && division[0].testBit(0));
        return up ? division[0].add(BigInteger.ONE) : division[0];
    }
}
