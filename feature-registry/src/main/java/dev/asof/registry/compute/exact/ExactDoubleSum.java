package dev.asof.registry.compute.exact;

import java.nio.ByteBuffer;

/**
 * An exact sum of doubles that values can be added to and taken back from.
 *
 * <p>The sum is a real number, not a double: the order in which values came, and how they were merged from parts, leaves
 * no trace, and taking a value back leaves the sum as if it had never come. It is rounded once, when it is asked for.
 * NaNs and infinities are counted, so they too can be taken back. A sum stays exact while no more than 2^63 values have
 * been added and taken back in all. Taking back what is never added is an error of the caller that only shows as a wrong
 * finite sum or as NaN.
 *
 * <p>Not thread-safe: reading changes the representation, too. As an
 * argument of {@link #addAll}, {@link #subtractAll} and {@link #copyFrom} a sum is left untouched.
 *
 * <p>Values within a few orders of magnitude take some 200 bytes of memory and some 14 bytes encoded; the full range of
 * exponents takes 700 and 280. Nothing is allocated but when the range of exponents grows.
 *
 * <p>A superaccumulator after Radford M. Neal, "Fast exact summation using small and large superaccumulators", 2015.
 * Before it stands a {@link TwoPartSum}, which takes most values; what it can't take, and then what it has, goes on.
 *
 * <h2>Encoding</h2>
 *
 * <pre>
 * sum       := version parts counts? magnitude?
 * version   := 0x01
 * parts     := uint8: 0x01 a magnitude follows, 0x02 the magnitude is negative, 0x04 counts follow
 * counts    := three int64: NaNs, positive infinities, negative infinities; not all 0
 * magnitude := firstByte length bytes
 * firstByte := uint16, the position of the lowest non-zero byte of the finite values' absolute sum / 2^-1074
 * length    := uint16, at least 1, of bytes; firstByte + length is at most 272
 * bytes     := the absolute sum / 2^-1074 from its highest byte, which is not 0, down to firstByte
 * </pre>
 *
 * Numbers are big-endian, whatever the buffer's order. Equal sums have equal bytes: a sum of nothing is {@code 01 00}.
 */
public final class ExactDoubleSum {
    private static final int MIN_EXPONENT = -1074;
    private static final int FRACTION_BITS = 52;
    private static final long FRACTION_MASK = (1L << FRACTION_BITS) - 1;
    private static final int EXPONENT_MASK = 0x7FF;

    /** 2098 bits for the greatest double, 63 for as many of them as can be; 68 * 32 bits in all. */
    private static final int CAPACITY_LIMBS = 68;

    private final RealAccumulator sum = new RealAccumulator(MIN_EXPONENT, CAPACITY_LIMBS);

    /** What came last, and is not in {@link #sum} yet. */
    private final TwoPartSum recent = new TwoPartSum();

    /** A sum of nothing: +0.0. */
    public ExactDoubleSum() {}

    /** Adds {@code value}. */
    public void add(double value) {
        if (!recent.add(value)) {
            addAside(value);
        }
    }

    /** Takes {@code value} back. */
    public void subtract(double value) {
        if (Double.isFinite(value)) {
            add(-value);
        } else {
            sum.addNonFinite(value, -1);
        }
    }

    private void addAside(double value) {
        settle();
        if (Double.isFinite(value)) {
            addFinite(value);
        } else {
            sum.addNonFinite(value, 1);
        }
    }

    private void settle() {
        addFinite(recent.rounded());
        addFinite(recent.errors());
        recent.clear();
    }

    private void addFinite(double value) {
        long bits = Double.doubleToRawLongBits(value);
        long signMask = bits >> 63;
        long magnitude = bits & FRACTION_MASK;
        int exponent = (int) (bits >>> FRACTION_BITS) & EXPONENT_MASK;
        if (exponent != 0) {
            magnitude += 1L << FRACTION_BITS;
            exponent--;
        } else if (magnitude == 0) {
            return;
        }
        sum.add((magnitude ^ signMask) - signMask, exponent);
    }

    /**
     * Adds all that {@code other} holds.
     *
     * @throws ArithmeticException if the sum leaves (-2^1102, 2^1102), which no 2^63 doubles can; it is unusable then
     */
    public void addAll(ExactDoubleSum other) {
        double rounded = other.recent.rounded();
        double errors = other.recent.errors();
        sum.addAll(other.sum);
        add(rounded);
        add(errors);
    }

    /**
     * Takes all that {@code other} holds back.
     *
     * @throws ArithmeticException if the sum leaves (-2^1102, 2^1102), which no 2^63 doubles can; it is unusable then
     */
    public void subtractAll(ExactDoubleSum other) {
        double rounded = other.recent.rounded();
        double errors = other.recent.errors();
        sum.subtractAll(other.sum);
        subtract(rounded);
        subtract(errors);
    }

    /** Makes this the sum of nothing. */
    public void clear() {
        sum.clear();
        recent.clear();
    }

    /** Makes this equal to {@code other}. */
    public void copyFrom(ExactDoubleSum other) {
        if (other != this) {
            sum.clear();
            sum.addAll(other.sum);
            recent.copyFrom(other.recent);
        }
    }

    /** Whether it has no NaN and no infinity. */
    public boolean isFinite() {
        return sum.isFinite();
    }

    /** The sum of the finite values, exactly. */
    public Dyadic value() {
        settle();
        return sum.finiteValue();
    }

    /**
     * The sum rounded once to nearest-even: an infinity beyond the range, +0.0 for a zero sum. With NaNs or infinities it
     * is as in IEEE 754: NaN (the canonical one) if there is a NaN or infinities of both signs, else that infinity.
     */
    public double toDouble() {
        if (sum.isClear()) {
            return recent.toDouble();
        }
        settle();
        return sum.toDouble();
    }

    /**
     * The exact sum divided by {@code count}, rounded once to nearest-even. The quotient may be in range where {@link
     * #toDouble} is not. A zero sum gives +0.0; a quotient too small for the least subnormal keeps its sign, as in IEEE
     * 754. NaNs and infinities give what {@link #toDouble} gives.
     *
     * @throws IllegalArgumentException unless count is at least 1
     */
    public double dividedBy(long count) {
        NearestEven.requireDivisor(count);
        double quotient = sum.isClear() ? recent.dividedBy(count) : Double.NaN;
        if (!Double.isNaN(quotient)) {
            return quotient;
        }
        settle();
        return sum.dividedBy(count);
    }

    /** The number of bytes that {@link #encode} writes: at least 2 and at most 302. */
    public int encodedBytes() {
        settle();
        return sum.encodedBytes();
    }

    /**
     * Writes the sum from the buffer's position on, and moves the position behind it.
     *
     * @throws java.nio.BufferOverflowException if fewer than {@link #encodedBytes} bytes remain
     */
    public void encode(ByteBuffer out) {
        settle();
        sum.encode(out);
    }

    /**
     * Reads a sum that {@link #encode} wrote from the buffer's position on, and moves the position behind it.
     *
     * @throws IllegalArgumentException if the bytes are not such a sum; the position stays
     */
    public static ExactDoubleSum decode(ByteBuffer in) {
        ExactDoubleSum sum = new ExactDoubleSum();
        sum.addEncoded(in);
        return sum;
    }

    /**
     * Adds an encoded sum, as {@link #decode} and {@link #addAll} would but without allocation.
     *
     * @throws IllegalArgumentException if the bytes are not a sum; neither this nor the position is changed then
     * @throws ArithmeticException as {@link #addAll}
     */
    public void addEncoded(ByteBuffer in) {
        sum.addEncoded(in);
    }

    /** The rounded sum, for messages. */
    @Override
    public String toString() {
        return Double.toString(toDouble());
    }
}
