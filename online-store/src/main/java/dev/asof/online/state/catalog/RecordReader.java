package dev.asof.online.state.catalog;

import dev.asof.online.state.database.StateFailures;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/** Reads what {@link RecordWriter} wrote. */
public final class RecordReader {
    private final ByteBuffer bytes;

    private RecordReader(ByteBuffer bytes) {
        this.bytes = bytes;
    }

    /**
     * Reads a whole record.
     *
     * @throws dev.asof.registry.error.AsofException if it is cut short, or longer than its parts
     */
    public static <T> T read(byte[] record, Function<RecordReader, T> parts) {
        RecordReader reader = new RecordReader(ByteBuffer.wrap(record));
        T value;
        try {
            value = parts.apply(reader);
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            throw StateFailures.damaged("a record of " + record.length + " bytes cannot be read");
        }
        if (reader.bytes.hasRemaining()) {
            throw StateFailures.damaged("a record is " + reader.bytes.remaining() + " bytes too long");
        }
        return value;
    }

    public int getByte() {
        return bytes.get();
    }

    public int getInt() {
        return bytes.getInt();
    }

    public long getLong() {
        return bytes.getLong();
    }

    /** A number of LEB128 that an int holds. */
    public int getCount() {
        return Counts.getInt(bytes);
    }

    public boolean hasMore() {
        return bytes.hasRemaining();
    }

    public String getText() {
        int length = bytes.getInt();
        if (length < 0 || length > bytes.remaining()) {
            throw new IllegalArgumentException("A text of length " + length);
        }
        return new String(getBytes(length), StandardCharsets.UTF_8);
    }

    public byte[] getBytes(int length) {
        if (length > bytes.remaining()) {
            throw new IllegalArgumentException("A part of length " + length);
        }
        byte[] value = new byte[length];
        bytes.get(value);
        return value;
    }

    byte[] rest() {
        return getBytes(bytes.remaining());
    }
}
