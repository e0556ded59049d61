package dev.asof.registry.compute.nested;

import dev.asof.registry.compute.schema.BytesTooLong;
import java.util.Arrays;

/** Bytes that grow as they are appended; {@link BytesTooLong} ends it where no array holds them. Not thread-safe. */
public final class ByteSink {
    private byte[] data;
    private int size;

    /** Room for some bytes to begin with. */
    public ByteSink(int capacity) {
        this.data = new byte[Math.max(capacity, 16)];
    }

    /** The number of bytes. */
    public int size() {
        return size;
    }

    /** The array that holds the bytes, from 0 to {@link #size}; not copied. */
    public byte[] array() {
        return data;
    }

    /** A copy of the bytes. */
    public byte[] toBytes() {
        return Arrays.copyOf(data, size);
    }

    /** The bytes, not copied where they fill the array; nothing more may be put then. */
    byte[] lastBytes() {
        return size == data.length ? data : toBytes();
    }

    /** Makes room for bytes that the caller puts into {@link #array}, from the returned position on. */
    int extend(int more) {
        reserve(more);
        int start = size;
        size += more;
        return start;
    }

    /** Forgets the bytes, and keeps the memory. */
    void clear() {
        size = 0;
    }

    void put(byte value) {
        reserve(1);
        data[size++] = value;
    }

    void putInt(int value) {
        reserve(Integer.BYTES);
        BigEndian.putInt(data, size, value);
        size += Integer.BYTES;
    }

    void putLong(long value) {
        reserve(Long.BYTES);
        BigEndian.putLong(data, size, value);
        size += Long.BYTES;
    }

    void put(byte[] source, int from, int to) {
        reserve(to - from);
        System.arraycopy(source, from, data, size, to - from);
        size += to - from;
    }

    void putZeros(int count) {
        reserve(count);
        Arrays.fill(data, size, size + count, (byte) 0);
        size += count;
    }

    private void reserve(int more) {
        int needed = BytesTooLong.plus(size, more);
        if (needed > data.length) {
            data = Arrays.copyOf(data, Math.max(needed, data.length + (data.length >> 1)));
        }
    }
}
