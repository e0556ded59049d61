package dev.asof.registry.compute.exact;

/**
 * A product of a few finite doubles and integers without rounding, made to be used for one product after another. Not
 * thread-safe; nothing is allocated but at construction.
 */
public final class ExactProduct {
    /** How many factors there can be. */
    public static final int MAX_FACTORS = 4;

    private static final int FRACTION_BITS = 52;
    private static final long FRACTION_MASK = (1L << FRACTION_BITS) - 1;
    private static final int MIN_EXPONENT = -1074;

    /** The magnitude, the lowest word first; up to 128 bits for each factor. */
    private final long[] words = new long[2 * MAX_FACTORS];

    private int length;
    private int exponent;
    private int sign;

    /** The empty product, 1. */
    public ExactProduct() {
        start(1);
    }

    /** Begins a new product at {@code one}, which is 1 or -1. */
    public void start(int one) {
        words[0] = 1;
        length = 1;
        exponent = 0;
        sign = one;
    }

    /**
     * Multiplies by a factor that is finite.
     *
     * @throws IndexOutOfBoundsException if there are more than {@link #MAX_FACTORS}
     */
    public void times(double factor) {
        long bits = Double.doubleToRawLongBits(factor);
        long fraction = bits & FRACTION_MASK;
        int biased = Math.getExponent(factor) - Double.MIN_EXPONENT;
        boolean isNormal = biased >= 0;
        long magnitude = isNormal ? fraction | 1L << FRACTION_BITS : fraction;
        times(magnitude, isNormal ? biased + MIN_EXPONENT : MIN_EXPONENT, bits < 0 ? -1 : 1);
    }

    /**
     * Multiplies by a factor.
     *
     * @throws IndexOutOfBoundsException if there are more than {@link #MAX_FACTORS}
     */
    public void times(long factor) {
        times(Math.abs(factor), 0, factor < 0 ? -1 : 1);
    }

    /**
     * Multiplies by a factor of 128 bits, which is not -2^127, by its halves.
     *
     * @throws IndexOutOfBoundsException if there are more than {@link #MAX_FACTORS}
     */
    public void times(long high, long low) {
        if (high == low >> 63) {
            times(low);
            return;
        }
        boolean isNegative = high < 0;
        sign = isNegative ? -sign : sign;
        multiply(isNegative ? (low == 0 ? -high : ~high) : high, isNegative ? -low : low);
    }

    /** @param magnitude unsigned */
    private void times(long magnitude, int factorExponent, int factorSign) {
        if (magnitude == 0) {
            length = 0;
            return;
        }
        int trailing = Long.numberOfTrailingZeros(magnitude);
        multiply(magnitude >>> trailing);
        exponent += factorExponent + trailing;
        sign *= factorSign;
    }

    private void multiply(long magnitude) {
        long carry = 0;
        for (int i = 0; i < length; i++) {
            long low = words[i] * magnitude + carry;
            carry = Math.unsignedMultiplyHigh(words[i], magnitude) + (Long.compareUnsigned(low, carry) < 0 ? 1 : 0);
            words[i] = low;
        }
        if (carry != 0) {
            words[length] = carry;
            length++;
        }
    }

    /** Multiplies by the unsigned {@code high:low}, word by word with a carry of two words. */
    private void multiply(long high, long low) {
        long carryHigh = 0;
        long carryLow = 0;
        for (int i = 0; i < length; i++) {
            long word = words[i];
            words[i] = word * low + carryLow;
            long middle = Math.unsignedMultiplyHigh(word, low) + overflow(words[i], carryLow);
            long middleCarried = middle + carryHigh;
            carryLow = word * high + middleCarried;
            carryHigh = Math.unsignedMultiplyHigh(word, high)
                    + overflow(middleCarried, carryHigh)
                    + overflow(carryLow, middleCarried);
        }
        append(carryLow, carryHigh);
    }

    /** What an addition that gave {@code sum} carries on. */
    private static long overflow(long sum, long addend) {
        return Long.compareUnsigned(sum, addend) < 0 ? 1 : 0;
    }

    private void append(long carryLow, long carryHigh) {
        if ((carryLow | carryHigh) != 0) {
            words[length] = carryLow;
            length++;
        }
        if (carryHigh != 0) {
            words[length] = carryHigh;
            length++;
        }
    }

    /** Adds the product to a sum in units of {@code 2^minExponent}. */
    void addTo(RealAccumulator sum, int minExponent) {
        for (int i = 0; i < length; i++) {
            int position = exponent - minExponent + i * Long.SIZE;
            addWord(sum, words[i] & 0xFFFF_FFFFL, position);
            addWord(sum, words[i] >>> Integer.SIZE, position + Integer.SIZE);
        }
    }

    private void addWord(RealAccumulator sum, long word, int position) {
        if (word != 0) {
            sum.add(sign * word, position);
        }
    }
}
