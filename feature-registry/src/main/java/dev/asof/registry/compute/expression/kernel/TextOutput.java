package dev.asof.registry.compute.expression.kernel;

import dev.asof.registry.compute.schema.BytesColumn;
import dev.asof.registry.compute.schema.DataType;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The strings of a result being written row by row. Not thread-safe. */
public final class TextOutput {
    /** Bytes of one string that a function or operator may make. */
    public static final int MAX_TEXT_BYTES = 1 << 20;

    static final int MAX_BATCH_BYTES = 64 << 20;

    /** As many bytes as one array can hold. */
    static final int UNBOUNDED = Integer.MAX_VALUE - 64;

    private static final int FIRST_CAPACITY_PER_ROW = 16;
    private static final int FIRST_ROWS = 4096;

    private final int[] offsets;
    private final int mostBytes;
    private final int mostBytesTogether;
    private final Runnable whenFull;
    private int row;
    private byte[] data;
    private int start;
    private int end;
    private boolean overflowed;

    /** Of a batch, which {@link BatchTooLarge} ends where its rows grow too large together. */
    TextOutput(int rows) {
        this(rows, MAX_TEXT_BYTES, MAX_BATCH_BYTES, () -> {
            throw new BatchTooLarge();
        });
    }

    /**
     * Of the parts of one value.
     *
     * @param mostBytes of one part; what exceeds them makes it fail
     * @param mostBytesTogether of all of them; what exceeds them makes the part fail that does
     */
    TextOutput(int rows, int mostBytes, int mostBytesTogether) {
        this(rows, mostBytes, mostBytesTogether, () -> {});
    }

    private TextOutput(int rows, int mostBytes, int mostBytesTogether, Runnable whenFull) {
        this.mostBytes = mostBytes;
        this.mostBytesTogether = mostBytesTogether;
        this.whenFull = whenFull;
        offsets = new int[rows + 1];
        data = new byte[Math.clamp(rows, 1, FIRST_ROWS) * FIRST_CAPACITY_PER_ROW];
    }

    /** Appends {@code source[from..to)} to the row's string; what exceeds its bound makes the row fail. */
    public void append(byte[] source, int from, int to) {
        if (reserve(to - from)) {
            System.arraycopy(source, from, data, end, to - from);
            end += to - from;
        }
    }

    public void append(byte[] source) {
        append(source, 0, source.length);
    }

    public void append(byte unit) {
        if (reserve(1)) {
            data[end] = unit;
            end++;
        }
    }

    private boolean reserve(int more) {
        if (overflowed || more > mostBytes - (end - start)) {
            overflowed = true;
            return false;
        }
        return grow(more);
    }

    /** Makes room, if there may be any more. The first row may be larger than all rows may be together. */
    private boolean grow(int more) {
        if (row > 0 && more > mostBytesTogether - end) {
            whenFull.run();
            overflowed = true;
            return false;
        }
        int needed = end + more;
        if (needed > data.length) {
            data = Arrays.copyOf(data, Math.max(needed, data.length + (data.length >> 1)));
        }
        return true;
    }

    /** The row's string is that of {@code source}, however long. */
    void copy(BytesColumn source, int sourceRow) {
        int length = source.length(sourceRow);
        if (grow(length)) {
            System.arraycopy(source.data(), source.offsets()[sourceRow], data, end, length);
            end += length;
        }
    }

    /** The most bytes that a row's string may have. */
    int mostBytes() {
        return mostBytes;
    }

    /** Whether the row's string has become too long. */
    public boolean overflowed() {
        return overflowed;
    }

    /** Forgets what the row has so far. */
    void clearRow() {
        end = start;
        overflowed = false;
    }

    void endRow() {
        row++;
        offsets[row] = end;
        start = end;
        overflowed = false;
    }

    BytesColumn column(DataType type, boolean @Nullable [] nulls) {
        return new BytesColumn(type, Arrays.copyOf(data, end), offsets, nulls);
    }
}
