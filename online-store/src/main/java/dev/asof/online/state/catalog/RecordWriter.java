package dev.asof.online.state.catalog;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Writes keys and records: numbers big-endian, text as its length in 4 bytes and its UTF-8. */
public final class RecordWriter {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    public RecordWriter putByte(int value) {
        bytes.write(value);
        return this;
    }

    public RecordWriter putInt(int value) {
        bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(value).array());
        return this;
    }

    public RecordWriter putLong(long value) {
        bytes.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(value).array());
        return this;
    }

    public RecordWriter putText(String value) {
        byte[] text = value.getBytes(StandardCharsets.UTF_8);
        return putInt(text.length).putBytes(text);
    }

    /** The bytes alone, without their length. */
    public RecordWriter putBytes(byte[] value) {
        bytes.writeBytes(value);
        return this;
    }

    public byte[] done() {
        return bytes.toByteArray();
    }
}
