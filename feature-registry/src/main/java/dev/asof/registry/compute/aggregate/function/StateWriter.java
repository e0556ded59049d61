package dev.asof.registry.compute.aggregate.function;

import dev.asof.registry.compute.exact.ExactDecimalSum;
import dev.asof.registry.compute.exact.ExactDoubleSum;
import dev.asof.registry.compute.exact.ExactLongSum;
import dev.asof.registry.compute.exact.ExactProductSum;
import dev.asof.registry.compute.schema.BytesColumn;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.DoubleColumn;
import dev.asof.registry.compute.schema.LongColumn;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Writes the states of aggregates into bytes that grow as needed. Fixed numbers are big-endian; a count is an unsigned
 * LEB128, a signed one zigzag first; a value that is not null is a signed count, the 8 bytes of a double, or bytes after
 * their count.
 */
public final class StateWriter {
    private static final int FIRST_CAPACITY = 64;

    private ByteBuffer bytes = ByteBuffer.allocate(FIRST_CAPACITY);

    /** Writes the low 8 bits. */
    public void putByte(int value) {
        room(Byte.BYTES).put((byte) value);
    }

    /** Writes 8 bytes. */
    public void putLong(long value) {
        room(Long.BYTES).putLong(value);
    }

    /** Writes a number that is mostly small, in 1 to 10 bytes; as unsigned. */
    public void putCount(long value) {
        ByteBuffer out = room(10);
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            out.put((byte) (rest | 0x80));
            rest >>>= 7;
        }
        out.put((byte) rest);
    }

    /** Writes a number that is mostly near 0, in 1 to 10 bytes. */
    public void putSigned(long value) {
        putCount((value << 1) ^ (value >> 63));
    }

    /** Writes bytes after their count. */
    public void putBytes(byte[] source, int from, int to) {
        putCount(to - from);
        room(to - from).put(source, from, to - from);
    }

    /** Writes bytes without their count. */
    public void putRaw(byte[] source) {
        room(source.length).put(source);
    }

    /** Writes an exact sum. */
    public void putSum(ExactDoubleSum sum) {
        sum.encode(room(sum.encodedBytes()));
    }

    /** Writes an exact sum. */
    public void putSum(ExactLongSum sum) {
        sum.encode(room(sum.encodedBytes()));
    }

    /** Writes an exact sum. */
    public void putSum(ExactDecimalSum sum) {
        sum.encode(room(sum.encodedBytes()));
    }

    /** Writes an exact sum. */
    public void putSum(ExactProductSum sum) {
        sum.encode(room(sum.encodedBytes()));
    }

    /** Writes the value of a column at a row where it is not null. */
    public void putValue(Column column, int row) {
        switch (column) {
            case LongColumn longs -> putSigned(longs.values()[row]);
            case DoubleColumn doubles -> putLong(Double.doubleToLongBits(doubles.values()[row]));
            case BytesColumn text -> putBytes(text.data(), text.offsets()[row], text.offsets()[row + 1]);
        }
    }

    /** A copy of all that was written. */
    public byte[] toBytes() {
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    /** Forgets all that was written, and keeps the memory. */
    public void clear() {
        bytes.clear();
    }

    private ByteBuffer room(int more) {
        if (bytes.remaining() < more) {
            int capacity = Math.max(Math.multiplyExact(2, bytes.capacity()), Math.addExact(bytes.position(), more));
            bytes = ByteBuffer.allocate(capacity).put(bytes.flip());
        }
        return bytes;
    }
}
