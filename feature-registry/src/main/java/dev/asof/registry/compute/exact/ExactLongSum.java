package dev.asof.registry.compute.exact;

import java.math.BigInteger;
import java.nio.ByteBuffer;

/**
 * An exact sum of longs that values can be added to and taken back from.
 *
 * <p>The sum is an integer in [-2^127, 2^127), which holds any 2^64 longs. The order in which values came, and how they
 * were merged from parts, leaves no trace. Not thread-safe; a sum that nobody changes can be read by many.
 *
 * <h2>Encoding</h2>
 *
 * <pre>
 * sum     := version length bytes
 * version := 0x01
 * length  := uint8, 0 to 16, of bytes
 * bytes   := the sum in two's complement, big-endian, in as few bytes as hold it and its sign; none for 0
 * </pre>
 *
 * Equal sums have equal bytes.
 */
public final class ExactLongSum {
    private static final byte VERSION = 1;
    private static final int HEADER_BYTES = 2;
    private static final int MAX_LENGTH = 2 * Long.BYTES;
    private static final long MAX_EXACT_IN_DOUBLE = 1L << Double.PRECISION;

    private long high;
    private long low;

    /** A sum of nothing: 0. */
    public ExactLongSum() {}

    /** Adds {@code value}. */
    public void add(long value) {
        add(value >> 63, value);
    }

    /** Takes {@code value} back. */
    public void subtract(long value) {
        subtract(value >> 63, value);
    }

    /**
     * Adds all that {@code other} holds.
     *
     * @throws ArithmeticException if the sum leaves 128 bits; it stays what it was then
     */
    public void addAll(ExactLongSum other) {
        add(other.high, other.low);
    }

    /**
     * Takes all that {@code other} holds back.
     *
     * @throws ArithmeticException if the sum leaves 128 bits; it stays what it was then
     */
    public void subtractAll(ExactLongSum other) {
        subtract(other.high, other.low);
    }

    // Carry and borrow are computed from the top bits (Hacker's Delight, 2-13): comparisons would mispredict.

    private void add(long addendHigh, long addendLow) {
        long newLow = low + addendLow;
        long carry = ((low & addendLow) | ((low | addendLow) & ~newLow)) >>> 63;
        long newHigh = high + addendHigh + carry;
        store(newHigh, newLow, (high ^ newHigh) & (addendHigh ^ newHigh));
    }

    private void subtract(long subtrahendHigh, long subtrahendLow) {
        long newLow = low - subtrahendLow;
        long borrow = ((~low & subtrahendLow) | ((~low | subtrahendLow) & newLow)) >>> 63;
        long newHigh = high - subtrahendHigh - borrow;
        store(newHigh, newLow, (high ^ subtrahendHigh) & (high ^ newHigh));
    }

    private void store(long newHigh, long newLow, long negativeOnOverflow) {
        if (negativeOnOverflow < 0) {
            throw new ArithmeticException("Cannot add to an exact sum: it outgrows 128 bits");
        }
        high = newHigh;
        low = newLow;
    }

    /** Makes this the sum of nothing. */
    public void clear() {
        high = 0;
        low = 0;
    }

    /** Makes this equal to {@code other}. */
    public void copyFrom(ExactLongSum other) {
        high = other.high;
        low = other.low;
    }

    /** Whether the sum is in [-2^63, 2^63). */
    public boolean fitsInLong() {
        return high == low >> 63;
    }

    /**
     * The sum.
     *
     * @throws ArithmeticException unless {@link #fitsInLong}
     */
    public long toLong() {
        if (!fitsInLong()) {
            throw new ArithmeticException("Cannot read an exact sum as a long: " + this);
        }
        return low;
    }

    /**
     * The exact sum divided by {@code count}, rounded once to nearest-even. A zero sum gives +0.0.
     *
     * @throws IllegalArgumentException unless count is at least 1
     */
    public double dividedBy(long count) {
        NearestEven.requireDivisor(count);
        if (isExactInDouble() && count <= MAX_EXACT_IN_DOUBLE) {
            return (double) low / count;
        }
        if ((high | low) == 0) {
            return 0.0;
        }
        boolean negative = high < 0;
        long magnitudeLow = negative ? -low : low;
        long magnitudeHigh = negative ? ~high + (low == 0 ? 1 : 0) : high;
        return NearestEven.quotient(negative, magnitudeHigh, magnitudeLow, false, 0, count);
    }

    private boolean isExactInDouble() {
        return fitsInLong() && low >= -MAX_EXACT_IN_DOUBLE && low <= MAX_EXACT_IN_DOUBLE;
    }

    /** The number of bytes that {@link #encode} writes: at least 2 and at most 18. */
    public int encodedBytes() {
        return HEADER_BYTES + length();
    }

    /**
     * Writes the sum from the buffer's position on, and moves the position behind it.
     *
     * @throws java.nio.BufferOverflowException if fewer than {@link #encodedBytes} bytes remain
     */
    public void encode(ByteBuffer out) {
        int length = length();
        out.put(VERSION).put((byte) length);
        for (int i = length - 1; i >= 0; i--) {
            long word = i < Long.BYTES ? low : high;
            out.put((byte) (word >> (i * Byte.SIZE)));
        }
    }

    private int length() {
        if ((high | low) == 0) {
            return 0;
        }
        long sign = high >> 63;
        int leadingSignBits = high == sign
                ? Long.SIZE + Long.numberOfLeadingZeros(low ^ sign)
                : Long.numberOfLeadingZeros(high ^ sign);
        return (2 * Long.SIZE - leadingSignBits) / Byte.SIZE + 1;
    }

    /**
     * Reads a sum that {@link #encode} wrote from the buffer's position on, and moves the position behind it.
     *
     * @throws IllegalArgumentException if the bytes are not such a sum; the position stays
     */
    public static ExactLongSum decode(ByteBuffer in) {
        ByteBuffer bytes = in.duplicate();
        Decoding.requireVersion(bytes, VERSION);
        Decoding.requireRemaining(bytes, 1);
        int length = Byte.toUnsignedInt(bytes.get());
        requireMinimal(bytes, length);
        ExactLongSum sum = new ExactLongSum();
        sum.decodeValue(bytes, length);
        in.position(bytes.position());
        return sum;
    }

    private static void requireMinimal(ByteBuffer in, int length) {
        if (length > MAX_LENGTH) {
            throw Decoding.malformed(length + " bytes are more than " + MAX_LENGTH);
        }
        Decoding.requireRemaining(in, length);
        if (length == 0) {
            return;
        }
        byte first = in.get(in.position());
        boolean zeroExtended = first == 0 && (length == 1 || in.get(in.position() + 1) >= 0);
        boolean onesExtended = first == -1 && length > 1 && in.get(in.position() + 1) < 0;
        if (zeroExtended || onesExtended) {
            throw Decoding.malformed("its first byte is redundant");
        }
    }

    private void decodeValue(ByteBuffer in, int length) {
        for (int i = 0; i < length; i++) {
            byte next = in.get();
            high = i == 0 ? next >> 7 : (high << Byte.SIZE) | (low >>> (Long.SIZE - Byte.SIZE));
            low = i == 0 ? next : (low << Byte.SIZE) | (next & 0xFF);
        }
    }

    /** The exact sum in decimal, for messages. */
    @Override
    public String toString() {
        return BigInteger.valueOf(high)
                .shiftLeft(Long.SIZE)
                .add(new BigInteger(Long.toUnsignedString(low)))
                .toString();
    }
}
