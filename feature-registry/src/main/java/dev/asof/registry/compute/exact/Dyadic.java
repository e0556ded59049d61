package dev.asof.registry.compute.exact;

import java.math.BigInteger;

/**
 * The real number {@code digits * 2^exponent}, on which arithmetic is exact and of which quotients and roots are rounded
 * once. One number has several forms, so that two of them are compared by their difference. Immutable.
 */
public record Dyadic(BigInteger digits, int exponent) {
    /** 0. */
    public static final Dyadic ZERO = new Dyadic(BigInteger.ZERO, 0);

    /** Bits of a quotient before it is rounded: 64 that are looked at, and one that may be missing. */
    private static final int QUOTIENT_BITS = Long.SIZE + 1;

    /** An integer. */
    public static Dyadic of(long value) {
        return new Dyadic(BigInteger.valueOf(value), 0);
    }

    /** An integer. */
    public static Dyadic of(BigInteger value) {
        return new Dyadic(value, 0);
    }

    /** The sum of both. */
    public Dyadic plus(Dyadic other) {
        if (digits.signum() == 0 || other.digits.signum() == 0) {
            return digits.signum() == 0 ? other : this;
        }
        int common = Math.min(exponent, other.exponent);
        return new Dyadic(digitsAt(common).add(other.digitsAt(common)), common);
    }

    /** This without the other. */
    public Dyadic minus(Dyadic other) {
        return plus(new Dyadic(other.digits.negate(), other.exponent));
    }

    /** The product of both. */
    public Dyadic times(Dyadic other) {
        return new Dyadic(digits.multiply(other.digits), exponent + other.exponent);
    }

    /** The product with an integer. */
    public Dyadic times(long factor) {
        return new Dyadic(digits.multiply(BigInteger.valueOf(factor)), exponent);
    }

    /** The product with {@code 2^power}. */
    public Dyadic timesPowerOfTwo(int power) {
        return new Dyadic(digits, exponent + power);
    }

    /** The product with itself. */
    public Dyadic squared() {
        return times(this);
    }

    /** -1, 0 or 1. */
    public int signum() {
        return digits.signum();
    }

    private BigInteger digitsAt(int lowerExponent) {
        return digits.shiftLeft(exponent - lowerExponent);
    }

    /**
     * The quotient rounded once to nearest-even; +0.0 if this is 0.
     *
     * @param divisor more than 0
     */
    public double dividedBy(Dyadic divisor) {
        if (digits.signum() == 0) {
            return 0.0;
        }
        int shift = QUOTIENT_BITS + divisor.digits.bitLength() - digits.bitLength();
        BigInteger[] division = quotient(divisor, shift);
        double magnitude = rounded(division[0], division[1].signum(), exponent - divisor.exponent - shift);
        return digits.signum() < 0 ? -magnitude : magnitude;
    }

    /**
     * The square root of the quotient rounded once to nearest-even. This is not less than 0.
     *
     * @param divisor more than 0
     */
    public double rootOfQuotient(Dyadic divisor) {
        if (digits.signum() == 0) {
            return 0.0;
        }
        int shift = 2 * QUOTIENT_BITS + divisor.digits.bitLength() - digits.bitLength();
        int evenShift = shift + ((exponent - divisor.exponent - shift) & 1);
        BigInteger[] division = quotient(divisor, evenShift);
        BigInteger[] root = division[0].sqrtAndRemainder();
        return rounded(root[0], root[1].signum() | division[1].signum(), (exponent - divisor.exponent - evenShift) / 2);
    }

    /** The integer part of |digits| * 2^shift / divisor.digits, and something that is 0 exactly if that is all. */
    private BigInteger[] quotient(Dyadic divisor, int shift) {
        BigInteger dividend = digits.abs();
        return shift >= 0
                ? dividend.shiftLeft(shift).divideAndRemainder(divisor.digits)
                : dividend.divideAndRemainder(divisor.digits.shiftLeft(-shift));
    }

    /**
     * The double nearest to {@code (integer + rest) * 2^exponent}.
     *
     * @param integer at least 2^64
     * @param restSign 0 if rest is 0, 1 if it is in (0, 1)
     */
    private static double rounded(BigInteger integer, int restSign, int exponent) {
        int dropped = integer.bitLength() - Long.SIZE;
        boolean inexact = restSign != 0 || integer.getLowestSetBit() < dropped;
        return NearestEven.round(false, integer.shiftRight(dropped).longValue(), inexact, exponent + dropped);
    }
}
