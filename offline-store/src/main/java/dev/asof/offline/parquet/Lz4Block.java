package dev.asof.offline.parquet;

import java.io.IOException;

/**
 * The sequences of an LZ4 block, passed over without what they give. Each has a token (the number of literals, and of bytes that are repeated less 4,
 * four bits each), more bytes of the first number, the literals, where they begin (two bytes), and more bytes of the second number; the last one
 * ends with its literals. See <a href="https://github.com/lz4/lz4/blob/dev/doc/lz4_Block_format.md">LZ4 Block Format</a>. Not thread-safe.
 */
final class Lz4Block {
    private static final int MOST_IN_TOKEN = 15;
    private static final int LEAST_REPEATED = 4;
    private static final int MOST_OF_BYTE = 255;

    private final byte[] page;
    private final int end;
    private long position;

    private Lz4Block(byte[] page, int from, int length) {
        this.page = page;
        this.position = from;
        this.end = from + length;
    }

    /** Refuses a block of fewer bytes than {@code size}. */
    static void requireContent(byte[] page, int from, int length, int size) throws IOException {
        long content = new Lz4Block(page, from, length).size();
        if (content < size) {
            throw new IOException("a page states a content of " + size + " bytes, and has " + content);
        }
    }

    private long size() {
        long size = 0;
        while (position < end) {
            int token = next();
            long literals = number(token >>> 4);
            position += literals;
            size += literals;
            if (position < end) {
                position += Short.BYTES;
                size += number(token & MOST_IN_TOKEN) + LEAST_REPEATED;
            }
        }
        return size;
    }

    private long number(int inToken) {
        long number = inToken;
        for (int more = inToken == MOST_IN_TOKEN ? MOST_OF_BYTE : 0; more == MOST_OF_BYTE; ) {
            more = next();
            number += more;
        }
        return number;
    }

    /** The next byte; 0 after the last. */
    private int next() {
        return position < end ? page[(int) position++] & MOST_OF_BYTE : 0;
    }
}
