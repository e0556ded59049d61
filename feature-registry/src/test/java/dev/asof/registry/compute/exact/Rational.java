package dev.asof.registry.compute.exact;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;

/** An exact rational number, to judge roundings by: {@code numerator * 2^-1074 / denominator}, denominator positive. */
record Rational(BigInteger numerator, BigInteger denominator) {
    private static final int UNIT_EXPONENT = -1074;
    private static final BigInteger BEYOND_MAXIMUM = BigInteger.ONE.shiftLeft(1024 - UNIT_EXPONENT);

    static Rational sumOf(double... values) {
        BigInteger sum = BigInteger.ZERO;
        for (double value : values) {
            sum = sum.add(units(value));
        }
        return new Rational(sum, BigInteger.ONE);
    }

    static Rational of(BigInteger integer) {
        return new Rational(integer.shiftLeft(-UNIT_EXPONENT), BigInteger.ONE);
    }

    Rational plus(Rational other) {
        BigInteger sum = numerator.multiply(other.denominator).add(other.numerator.multiply(denominator));
        return new Rational(sum, denominator.multiply(other.denominator));
    }

    Rational dividedBy(long count) {
        return new Rational(numerator, denominator.multiply(BigInteger.valueOf(count)));
    }

    /**
     * Asserts that {@code actual} is the double nearest to this, by comparing this with the points halfway to both
     * neighbours. Beyond the maximum stands 2^1024, which is infinity. Zeros have the sign of this, an exact zero is +0.0.
     */
    void assertRoundsTo(double actual) {
        double magnitude = Math.abs(actual);
        assertThat(magnitude).isNotNaN();
        boolean negative = Double.doubleToRawLongBits(actual) < 0;
        assertThat(negative).as("sign of %s for %s", actual, this).isEqualTo(numerator.signum() < 0);

        BigInteger doubledUnits = numerator.abs().shiftLeft(1);
        boolean even = (Double.doubleToRawLongBits(magnitude) & 1) == 0;
        if (magnitude > 0) {
            int toLower = doubledUnits.compareTo(halfwayAbove(Math.nextDown(magnitude)));
            assertThat(toLower).as("%s below %s", this, actual).isGreaterThanOrEqualTo(even ? 0 : 1);
        }
        if (magnitude < Double.POSITIVE_INFINITY) {
            int toUpper = doubledUnits.compareTo(halfwayAbove(magnitude));
            assertThat(toUpper).as("%s above %s", this, actual).isLessThanOrEqualTo(even ? 0 : -1);
        }
    }

    private BigInteger halfwayAbove(double value) {
        return units(value).add(units(Math.nextUp(value))).multiply(denominator);
    }

    private static BigInteger units(double value) {
        if (value == Double.POSITIVE_INFINITY) {
            return BEYOND_MAXIMUM;
        }
        int quantumExponent = Math.max(Math.getExponent(value), Double.MIN_EXPONENT) - 52;
        long significand = (long) Math.scalb(value, -quantumExponent);
        return BigInteger.valueOf(significand).shiftLeft(quantumExponent - UNIT_EXPONENT);
    }
}
