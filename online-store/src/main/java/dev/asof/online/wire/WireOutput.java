package dev.asof.online.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Bytes of the protobuf wire format, written one after another into an array that is large enough. One thread's. */
final class WireOutput {
    private static final int LENGTH_DELIMITED = 2;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[] bytes;
    private int position;

    WireOutput(int size) {
        this.bytes = new byte[size];
    }

    /** All that was written; the array itself, which has to be full. */
    byte[] done() {
        if (position != bytes.length) {
            throw new IllegalStateException("Wrote " + position + " of " + bytes.length + " bytes");
        }
        return bytes;
    }

    /** Begins a field of {@code length} bytes, of a number below 16. */
    void field(int number, int length) {
        bytes[position++] = (byte) (number << 3 | LENGTH_DELIMITED);
        varint(length);
    }

    /** The size of a field with its tag and length, of a number below 16. */
    static int fieldSize(int length) {
        return 1 + AnswerLayout.varintSize(length) + length;
    }

    private void varint(int value) {
        int rest = value;
        while (rest > 0x7F) {
            bytes[position++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[position++] = (byte) rest;
    }

    void raw(byte[] source) {
        System.arraycopy(source, 0, bytes, position, source.length);
        position += source.length;
    }

    void oneByte(int value) {
        bytes[position++] = (byte) value;
    }

    /** How much was written. */
    int position() {
        return position;
    }

    static void putFixed32(byte[] into, int at, int value) {
        INTS.set(into, at, value);
    }

    static void putFixed64(byte[] into, int at, long value) {
        LONGS.set(into, at, value);
    }

    void fixed32(int value) {
        INTS.set(bytes, position, value);
        position += Integer.BYTES;
    }

    void fixed64(long value) {
        LONGS.set(bytes, position, value);
        position += Long.BYTES;
    }
}
