package dev.asof.offline.parquet.encoding;

import java.util.Arrays;

/**
 * Runs of bytes, end to end, that grow as they are read: run {@code r} is {@code data[offsets[r]..offsets[r + 1])}. Not
 * thread-safe.
 */
public final class TextRuns {
    private static final int FIRST_BYTES_EACH = 16;

    private final int[] offsets;
    private byte[] data;

    /** @param most the most runs */
    public TextRuns(int most) {
        this.offsets = new int[most + 1];
        this.data = new byte[(int) Math.min((long) most * FIRST_BYTES_EACH, 1 << 20)];
    }

    /** Sets run {@code row}, whose predecessors are set, to {@code source[from..from + length)}. */
    public void set(int row, byte[] source, int from, int length) {
        int start = offsets[row];
        int end = start + length;
        if (end < start) {
            throw new UnsupportedOperationException("it has more than 2 GB of text in " + row + " rows");
        }
        if (end > data.length) {
            grow(end);
        }
        System.arraycopy(source, from, data, start, length);
        offsets[row + 1] = end;
    }

    /** The bytes so far. */
    public byte[] data() {
        return data;
    }

    /** The offsets; those of runs that were not set are unspecified. */
    public int[] offsets() {
        return offsets;
    }

    private void grow(int needed) {
        long larger = Math.min((long) data.length + (data.length >> 1), Integer.MAX_VALUE - Long.BYTES);
        data = Arrays.copyOf(data, (int) Math.max(needed, larger));
    }
}
