package dev.asof.offline.parquet.encoding;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Bytes of a page, read from the front; numbers are little-endian. Reading beyond the end is a {@link
 * DamagedPageException}. The array is shared, not copied. Not thread-safe.
 */
public final class PageBytes {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int VARINT_BITS = 7;
    private static final int VARINT_MASK = (1 << VARINT_BITS) - 1;

    private final byte[] data;
    private final int end;
    private int position;

    /** The bytes {@code data[from..to)}. */
    public PageBytes(byte[] data, int from, int to) {
        this.data = data;
        this.position = from;
        this.end = to;
    }

    /** The remaining bytes of a buffer; those of one without an array are copied. */
    public static PageBytes of(ByteBuffer buffer) {
        if (buffer.hasArray()) {
            int from = buffer.arrayOffset() + buffer.position();
            return new PageBytes(buffer.array(), from, from + buffer.remaining());
        }
        byte[] copy = new byte[buffer.remaining()];
        buffer.duplicate().get(copy);
        return new PageBytes(copy, 0, copy.length);
    }

    public int remaining() {
        return end - position;
    }

    byte[] data() {
        return data;
    }

    int position() {
        return position;
    }

    /** Passes over {@code count} bytes and gives the position of the first of them in {@link #data}. */
    int take(int count) {
        if (count < 0 || count > end - position) {
            throw new DamagedPageException("a page has " + (end - position) + " bytes left where "
                    + Integer.toUnsignedString(count) + " should be");
        }
        int from = position;
        position += count;
        return from;
    }

    /** The next {@code count} bytes, which are passed over. */
    public PageBytes slice(int count) {
        int from = take(count);
        return new PageBytes(data, from, from + count);
    }

    /** The next {@code count} bytes as a buffer; they are passed over. */
    ByteBuffer buffer(int count) {
        return ByteBuffer.wrap(data, take(count), count).order(ByteOrder.LITTLE_ENDIAN);
    }

    int readByte() {
        return data[take(1)] & 0xFF;
    }

    /** The next eight bytes. */
    public long readLong() {
        return longAt(data, take(Long.BYTES));
    }

    /** The next four bytes. */
    public int readInt() {
        return intAt(data, take(Integer.BYTES));
    }

    /** An unsigned number of at most 31 bits, seven bits a byte, the lowest first. */
    int readVarInt() {
        long value = readVarLong();
        if (value < 0 || value > Integer.MAX_VALUE) {
            throw new DamagedPageException("a page states a count of " + Long.toUnsignedString(value));
        }
        return (int) value;
    }

    /** A signed number of 64 bits, alternating about zero: 0, -1, 1, -2 and so on. */
    long readZigZag() {
        long value = readVarLong();
        return value >>> 1 ^ -(value & 1);
    }

    private long readVarLong() {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += VARINT_BITS) {
            int next = readByte();
            value |= (long) (next & VARINT_MASK) << shift;
            if (next <= VARINT_MASK) {
                return value;
            }
        }
        throw new DamagedPageException("a page holds a number of more than 64 bits");
    }

    static int intAt(byte[] data, int position) {
        return (int) INT.get(data, position);
    }

    static long longAt(byte[] data, int position) {
        return (long) LONG.get(data, position);
    }

    /** The eight bytes from {@code position} on, zeros beyond the end of the array. */
    static long longWithin(byte[] data, int position) {
        if (position <= data.length - Long.BYTES) {
            return longAt(data, position);
        }
        long value = 0;
        for (int i = data.length - 1; i >= position; i--) {
            value = value << Byte.SIZE | (data[i] & 0xFF);
        }
        return value;
    }
}
