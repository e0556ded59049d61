package dev.asof.online.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Bytes of the protobuf wire format, read one after another. One thread's. */
final class WireInput {
    static final int LENGTH = 2;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int LONGEST_VARINT = 4;

    private final byte[] bytes;
    private int position;

    /** The bytes are not those that are read here; nothing is said about whether they are well-formed. */
    static final class Unusual extends RuntimeException {
        private static final long serialVersionUID = 1;
        private static final Unusual INSTANCE = new Unusual();

        private Unusual() {
            super("", null, false, false);
        }
    }

    WireInput(byte[] bytes) {
        this.bytes = bytes;
    }

    boolean hasMore() {
        return position < bytes.length;
    }

    int position() {
        return position;
    }

    /** A number of at most 28 bits. */
    int varint() {
        int value = 0;
        for (int i = 0; i < LONGEST_VARINT; i++) {
            require(position < bytes.length);
            byte next = bytes[position++];
            value |= (next & 0x7F) << (7 * i);
            if (next >= 0) {
                return value;
            }
        }
        throw Unusual.INSTANCE;
    }

    private static void require(boolean condition) {
        if (!condition) {
            throw Unusual.INSTANCE;
        }
    }

    void expect(int tag) {
        require(varint() == tag);
    }

    /** Reads the length of what follows, and returns where it ends. */
    int begin() {
        int length = varint();
        require(length <= bytes.length - position);
        return position + length;
    }

    /** Sees to it that what began was read to its end. */
    void end(int end) {
        require(position == end);
    }

    /** Reads over text of ASCII. */
    void skipAscii(int end) {
        for (; position < end; position++) {
            require(bytes[position] >= 0);
        }
    }

    String text(int from, int end) {
        return new String(bytes, from, end - from, StandardCharsets.US_ASCII);
    }

    boolean isText(String text, int from, int end) {
        if (text.length() != end - from) {
            return false;
        }
        for (int i = from; i < end; i++) {
            if (text.charAt(i - from) != bytes[i]) {
                return false;
            }
        }
        return true;
    }

    /** A length, and numbers of 8 bytes. */
    long[] fixed64s() {
        int end = begin();
        require((end - position) % Long.BYTES == 0);
        long[] values = new long[(end - position) / Long.BYTES];
        for (int i = 0; i < values.length; i++) {
            values[i] = (long) LONGS.get(bytes, position);
            position += Long.BYTES;
        }
        return values;
    }
}
