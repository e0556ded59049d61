package dev.asof.registry.compute.exact;

import java.math.BigInteger;
import java.nio.ByteBuffer;

/**
 * An exact sum of integers of at most 128 bits, such as unscaled decimals, that values can be added to and taken back from.
 *
 * <p>The sum is an integer in [-2^191, 2^191), which holds any 2^63 values. The order in which values came, and how they were
 * merged from parts, leaves no trace. Not thread-safe; a sum that nobody changes can be read by many.
 *
 * <h2>Encoding</h2>
 *
 * <pre>
 * sum     := version length bytes
 * version := 0x01
 * length  := uint8, 0 to 24, of bytes
 * bytes   := the sum in two's complement, big-endian, in as few bytes as hold it and its sign; none for 0
 * </pre>
 *
 * Equal sums have equal bytes.
 */
public final class ExactDecimalSum {
    private static final byte VERSION = 1;
    private static final int HEADER_BYTES = 2;
    private static final int MAX_LENGTH = 3 * Long.BYTES;

    private long high;
    private long middle;
    private long low;

    /** A sum of nothing: 0. */
    public ExactDecimalSum() {}

    /** Adds {@code value}. */
    public void add(long value) {
        add(value >> 63, value >> 63, value);
    }

    /** Adds a value by the halves of its 128 bits. */
    public void add(long valueHigh, long valueLow) {
        add(valueHigh >> 63, valueHigh, valueLow);
    }

    /** Takes {@code value} back. */
    public void subtract(long value) {
        subtract(value >> 63, value);
    }

    /** Takes a value back by the halves of its 128 bits. */
    public void subtract(long valueHigh, long valueLow) {
        // The opposite is the complement and one more.
        add(~(valueHigh >> 63), ~valueHigh, ~valueLow);
        add(1);
    }

    /**
     * Adds all that {@code other} holds.
     *
     * @throws ArithmeticException if the sum leaves 192 bits; it stays what it was then
     */
    public void addAll(ExactDecimalSum other) {
        add(other.high, other.middle, other.low);
    }

    private void add(long addendHigh, long addendMiddle, long addendLow) {
        long newLow = low + addendLow;
        long carry = carry(low, addendLow, newLow);
        long newMiddle = middle + addendMiddle + carry;
        long newHigh = high + addendHigh + carry(middle, addendMiddle, newMiddle);
        if (((high ^ newHigh) & (addendHigh ^ newHigh)) < 0) {
            throw new ArithmeticException("Cannot add to an exact sum: it outgrows 192 bits");
        }
        high = newHigh;
        middle = newMiddle;
        low = newLow;
    }

    /** What an addition carries on, computed from the top bits (Hacker's Delight, 2-13). */
    private static long carry(long left, long right, long sum) {
        return ((left & right) | ((left | right) & ~sum)) >>> 63;
    }

    /** Makes this the sum of nothing. */
    public void clear() {
        high = 0;
        middle = 0;
        low = 0;
    }

    /** The sum. */
    public BigInteger toBigInteger() {
        return new BigInteger(ByteBuffer.allocate(MAX_LENGTH)
                .putLong(high)
                .putLong(middle)
                .putLong(low)
                .array());
    }

    /** The number of bytes that {@link #encode} writes: at least 2 and at most 26. */
    public int encodedBytes() {
        return HEADER_BYTES + bytes().length;
    }

    private byte[] bytes() {
        return (high | middle | low) == 0 ? new byte[0] : toBigInteger().toByteArray();
    }

    /**
     * Writes the sum from the buffer's position on, and moves the position behind it.
     *
     * @throws java.nio.BufferOverflowException if fewer than {@link #encodedBytes} bytes remain
     */
    public void encode(ByteBuffer out) {
        byte[] bytes = bytes();
        out.put(VERSION).put((byte) bytes.length).put(bytes);
    }

    /**
     * Reads a sum that {@link #encode} wrote from the buffer's position on, and moves the position behind it.
     *
     * @throws IllegalArgumentException if the bytes are not such a sum; the position stays
     */
    public static ExactDecimalSum decode(ByteBuffer in) {
        ByteBuffer bytes = in.duplicate();
        Decoding.requireVersion(bytes, VERSION);
        Decoding.requireRemaining(bytes, 1);
        int length = Byte.toUnsignedInt(bytes.get());
        if (length > MAX_LENGTH) {
            throw Decoding.malformed(length + " bytes are more than " + MAX_LENGTH);
        }
        Decoding.requireRemaining(bytes, length);
        byte[] value = new byte[length];
        bytes.get(value);
        ExactDecimalSum sum = new ExactDecimalSum();
        sum.set(value);
        if (sum.bytes().length != length) {
            throw Decoding.malformed("its first byte is redundant");
        }
        in.position(bytes.position());
        return sum;
    }

    private void set(byte[] value) {
        long sign = value.length > 0 ? value[0] >> 7 : 0;
        high = sign;
        middle = sign;
        low = sign;
        for (byte next : value) {
            high = (high << Byte.SIZE) | (middle >>> (Long.SIZE - Byte.SIZE));
            middle = (middle << Byte.SIZE) | (low >>> (Long.SIZE - Byte.SIZE));
            low = (low << Byte.SIZE) | (next & 0xFF);
        }
    }

    /** The exact sum in decimal digits, for messages. */
    @Override
    public String toString() {
        return toBigInteger().toString();
    }
}
