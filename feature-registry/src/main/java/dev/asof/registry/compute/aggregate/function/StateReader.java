package dev.asof.registry.compute.aggregate.function;

import dev.asof.registry.compute.exact.ExactDecimalSum;
import dev.asof.registry.compute.exact.ExactDoubleSum;
import dev.asof.registry.compute.exact.ExactLongSum;
import dev.asof.registry.compute.exact.ExactProductSum;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBuilder;
import dev.asof.registry.compute.schema.DataType;
import java.nio.ByteBuffer;

/**
 * Reads what {@link StateWriter} wrote. Stored bytes may be damaged: all methods throw {@link IllegalArgumentException} if
 * they cannot be what is read, and never take more memory than there are bytes.
 */
public final class StateReader {
    private final ByteBuffer bytes;

    /** Reads from the buffer's position on, which moves along. */
    public StateReader(ByteBuffer bytes) {
        this.bytes = bytes;
    }

    /** Reads one byte, unsigned. */
    public int getByte() {
        require(Byte.BYTES);
        return Byte.toUnsignedInt(bytes.get());
    }

    /** Reads 8 bytes. */
    public long getLong() {
        require(Long.BYTES);
        return bytes.getLong();
    }

    /** Reads an unsigned number. */
    public long getCount() {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            int next = getByte();
            value |= (long) (next & 0x7F) << shift;
            if ((next & 0x80) == 0) {
                requireShortest(next, shift);
                return value;
            }
        }
        throw malformed("a number is longer than 10 bytes");
    }

    /** Reads a signed number. */
    public long getSigned() {
        long value = getCount();
        return (value >>> 1) ^ -(value & 1);
    }

    /** Reads a count of things of which each takes at least {@code bytesEach} of the bytes that follow. */
    public int getCountOf(int bytesEach) {
        long count = getCount();
        if (count < 0 || count > bytes.remaining() / bytesEach) {
            throw malformed(Long.toUnsignedString(count) + " are more than " + bytes.remaining() + " bytes hold");
        }
        return (int) count;
    }

    /** Reads bytes after their count. */
    public byte[] getBytes() {
        byte[] value = new byte[getCountOf(1)];
        bytes.get(value);
        return value;
    }

    /** Reads so many bytes. */
    public byte[] getRaw(long count) {
        byte[] value = new byte[(int) available(count)];
        bytes.get(value);
        return value;
    }

    /** Reads so many bytes, and copies nothing. */
    public ByteBuffer getSlice(long count) {
        ByteBuffer slice = bytes.slice(bytes.position(), (int) available(count));
        bytes.position(bytes.position() + slice.capacity());
        return slice;
    }

    private long available(long count) {
        if (count < 0 || count > bytes.remaining()) {
            throw malformed("its bytes end early");
        }
        return count;
    }

    /** Reads an exact sum. */
    public ExactDoubleSum getDoubleSum() {
        return ExactDoubleSum.decode(bytes);
    }

    /** Reads an exact sum. */
    public ExactLongSum getLongSum() {
        return ExactLongSum.decode(bytes);
    }

    /** Reads an exact sum. */
    public ExactDecimalSum getDecimalSum() {
        return ExactDecimalSum.decode(bytes);
    }

    /** Reads an exact sum of products of so many factors. */
    public ExactProductSum getProductSum(int factors) {
        return ExactProductSum.decode(factors, bytes);
    }

    /** Reads a value as a column of one row. */
    public Column getValue(DataType type) {
        ColumnBuilder column = new ColumnBuilder(type);
        switch (type.lane()) {
            case LONG -> column.appendLong(getSigned());
            case DOUBLE -> column.appendDouble(Double.longBitsToDouble(getLong()));
            case BYTES -> column.appendBytes(getBytes());
        }
        return column.build();
    }

    /** What to throw about bytes that are no state. */
    public static IllegalArgumentException malformed(String reason) {
        return new IllegalArgumentException("Cannot decode the state of an aggregate: " + reason);
    }

    private static void requireShortest(int last, int shift) {
        if ((last == 0 && shift > 0) || (shift == 63 && last > 1)) {
            throw malformed("a number is not written in its shortest form");
        }
    }

    private void require(int count) {
        if (bytes.remaining() < count) {
            throw malformed("its bytes end early");
        }
    }
}
