package dev.asof.registry.compute.exact;

/**
 * The one place where an exact value becomes a double: IEEE 754 binary64, rounded once to nearest, ties to even, to an
 * infinity beyond the range, and to subnormals and a zero of the value's sign below it.
 */
final class NearestEven {
    private static final int FRACTION_BITS = 52;
    private static final int MIN_QUANTUM_EXPONENT = -1074;
    private static final int MAX_QUANTUM_EXPONENT = 971;
    private static final long INT_MASK = 0xFFFF_FFFFL;

    private NearestEven() {}

    /**
     * The double nearest to {@code (significand + e) * 2^exponent}.
     *
     * @param significand unsigned, not 0, at least 2^54 if {@code inexact}
     * @param inexact whether some e in (0, 1) is left out of the significand; otherwise e is 0
     */
    static double round(boolean negative, long significand, boolean inexact, int exponent) {
        int topExponent = Long.SIZE - 1 - Long.numberOfLeadingZeros(significand) + exponent;
        int quantumExponent = Math.max(topExponent - FRACTION_BITS, MIN_QUANTUM_EXPONENT);
        long bits;
        if (quantumExponent > MAX_QUANTUM_EXPONENT) {
            bits = Double.doubleToRawLongBits(Double.POSITIVE_INFINITY);
        } else {
            // The leading bit of a normal significand, and a carry out of it, count the exponent field up.
            long exponentField = (long) (quantumExponent - MIN_QUANTUM_EXPONENT) << FRACTION_BITS;
            bits = exponentField + roundedShift(significand, inexact, quantumExponent - exponent);
        }
        return Double.longBitsToDouble(negative ? bits | Long.MIN_VALUE : bits);
    }

    private static long roundedShift(long significand, boolean inexact, int droppedBits) {
        if (droppedBits <= 0) {
            return significand << -droppedBits;
        }
        if (droppedBits > Long.SIZE) {
            return 0;
        }
        // Without branches, since none of these bits can be predicted.
        long halfAndAbove = significand >>> (droppedBits - 1);
        long belowHalf = significand & ((1L << (droppedBits - 1)) - 1);
        long sticky = (inexact ? 1 : 0) | ((belowHalf | -belowHalf) >>> (Long.SIZE - 1));
        long kept = halfAndAbove >>> 1;
        return kept + (halfAndAbove & (sticky | kept) & 1);
    }

    /**
     * The double nearest to {@code (high:low + e) * 2^exponent / divisor}.
     *
     * @param high with {@code low} the unsigned 128-bit significand, not 0, at least 2^127 if {@code inexact}
     * @param inexact whether some e in (0, 1) is left out of the significand; otherwise e is 0
     * @param divisor at least 1
     */
    static double quotient(boolean negative, long high, long low, boolean inexact, int exponent, long divisor) {
        if (high == 0) {
            return quotient(negative, low, 0, inexact, exponent - Long.SIZE, divisor);
        }
        // With its top bit set the dividend is at least 2^127, and the quotient has at least 65 bits.
        int shift = Long.numberOfLeadingZeros(high);
        long dividendHigh = shiftedHigh(high, low, shift);
        long dividendLow = low << shift;
        long quotientHigh = Long.divideUnsigned(dividendHigh, divisor);
        long quotientLow = divide(dividendHigh - quotientHigh * divisor, dividendLow, divisor);
        boolean remainder = dividendLow != quotientLow * divisor;

        int quotientShift = Long.numberOfLeadingZeros(quotientHigh);
        long leading = shiftedHigh(quotientHigh, quotientLow, quotientShift);
        boolean dropped = quotientLow << quotientShift != 0;
        return round(negative, leading, inexact || remainder || dropped, exponent - shift + Long.SIZE - quotientShift);
    }

    /** @throws IllegalArgumentException unless {@code count} can divide a sum into an average */
    static void requireDivisor(long count) {
        if (count < 1) {
            throw new IllegalArgumentException("Cannot divide an exact sum by a count below 1: " + count);
        }
    }

    /**
     * The quotient of the unsigned {@code high:low} and {@code divisor}, in two digits of base 2^32 (Knuth, The Art of
     * Computer Programming, volume 2, 4.3.1, algorithm D).
     *
     * @param high in {@code [0, divisor)}, so that the quotient has 64 bits
     */
    private static long divide(long high, long low, long divisor) {
        int shift = Long.numberOfLeadingZeros(divisor);
        long scaledDivisor = divisor << shift;
        long scaledHigh = shiftedHigh(high, low, shift);
        long scaledLow = low << shift;
        long firstDigit = quotientDigit(scaledHigh, scaledLow >>> Integer.SIZE, scaledDivisor);
        long rest = (scaledHigh << Integer.SIZE) + (scaledLow >>> Integer.SIZE) - firstDigit * scaledDivisor;
        return (firstDigit << Integer.SIZE) | quotientDigit(rest, scaledLow & INT_MASK, scaledDivisor);
    }

    /** {@code (rest * 2^32 + digit) / divisor}, where divisor has its top bit set and is greater than rest. */
    private static long quotientDigit(long rest, long digit, long divisor) {
        long divisorHigh = divisor >>> Integer.SIZE;
        long divisorLow = divisor & INT_MASK;
        long quotient = Long.divideUnsigned(rest, divisorHigh);
        long remainder = rest - quotient * divisorHigh;
        while (remainder <= INT_MASK
                && (quotient > INT_MASK
                        || Long.compareUnsigned(quotient * divisorLow, (remainder << Integer.SIZE) | digit) > 0)) {
            quotient--;
            remainder += divisorHigh;
        }
        return quotient;
    }

    /** The upper half of {@code high:low << shift}, shift in {@code [0, 63]}. */
    private static long shiftedHigh(long high, long low, int shift) {
        return (high << shift) | ((low >>> 1) >>> (Long.SIZE - 1 - shift));
    }
}
