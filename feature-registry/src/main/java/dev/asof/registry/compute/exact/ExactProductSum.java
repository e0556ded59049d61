package dev.asof.registry.compute.exact;

import java.nio.ByteBuffer;

/**
 * An exact sum of products of so many doubles or integers, which products can be taken back from. As {@link ExactDoubleSum}
 * it is a real number: order and grouping leave no trace.
 *
 * <p>Not thread-safe: also {@link #value} and {@link #encode} change the representation. As an argument of {@link #addAll}
 * a sum is left untouched.
 *
 * <p>Encoded by the grammar in {@link ExactDoubleSum}, with 2^(-1074 * factors) for 2^-1074.
 */
public final class ExactProductSum {
    private static final int MIN_EXPONENT = -1074;
    private static final int DOUBLE_BITS = 2098;

    /** 63 bits for as many products as can be, 31 to round up to whole limbs. */
    private static final int SPARE_BITS = 63 + 31;

    private final int minExponent;
    private final RealAccumulator sum;

    /** @param factors how many factors each product has at most, 1 to {@link ExactProduct#MAX_FACTORS} */
    public ExactProductSum(int factors) {
        this.minExponent = factors * MIN_EXPONENT;
        this.sum = new RealAccumulator(minExponent, (factors * DOUBLE_BITS + SPARE_BITS) / Integer.SIZE);
    }

    /** Adds a product of at most as many factors. */
    public void add(ExactProduct product) {
        product.addTo(sum, minExponent);
    }

    /**
     * Adds all that {@code other} holds, which is of as many factors.
     *
     * @throws ArithmeticException if the sum outgrows what 2^63 products can be; it is unusable then
     */
    public void addAll(ExactProductSum other) {
        sum.addAll(other.sum);
    }

    /** Makes this the sum of nothing. */
    public void clear() {
        sum.clear();
    }

    /** The sum. */
    public Dyadic value() {
        return sum.finiteValue();
    }

    /** The number of bytes that {@link #encode} writes. */
    public int encodedBytes() {
        return sum.encodedBytes();
    }

    /**
     * Writes the sum from the buffer's position on, and moves the position behind it.
     *
     * @throws java.nio.BufferOverflowException if fewer than {@link #encodedBytes} bytes remain
     */
    public void encode(ByteBuffer out) {
        sum.encode(out);
    }

    /**
     * Reads a sum that {@link #encode} wrote from the buffer's position on, and moves the position behind it.
     *
     * @param factors of how many factors its products are
     * @throws IllegalArgumentException if the bytes are not such a sum; the position stays
     */
    public static ExactProductSum decode(int factors, ByteBuffer in) {
        ExactProductSum sum = new ExactProductSum(factors);
        sum.sum.addEncoded(in);
        return sum;
    }
}
