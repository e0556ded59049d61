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
    private static final int FIRST_CAPACITY_PER_ROW = 16;

    private final int[] offsets;
    private int row;
    private byte[] data;
    private int start;
    private int end;
    private boolean overflowed;

    TextOutput(int rows) {
        offsets = new int[rows + 1];
        data = new byte[Math.min(Math.max(rows, 1) * FIRST_CAPACITY_PER_ROW, 1 << 16)];
    }

    /** Appends {@code source[from..to)} to the row's string; what exceeds {@link #MAX_TEXT_BYTES} makes the row fail. */
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
        if (overflowed || more > MAX_TEXT_BYTES - (end - start)) {
            overflowed = true;
            return false;
        }
        grow(more);
        return true;
    }

    private void grow(int more) {
        int needed = end + more;
        if (row > 0 && (needed > MAX_BATCH_BYTES || needed < 0)) {
            throw new BatchTooLarge();
        }
        if (needed > data.length) {
            data = Arrays.copyOf(data, Math.max(needed, data.length + (data.length >> 1)));
        }
    }

    /** The row's string is that of {@code source}, however long. */
    void copy(BytesColumn source, int sourceRow) {
        int length = source.length(sourceRow);
        grow(length);
        System.arraycopy(source.data(), source.offsets()[sourceRow], data, end, length);
        end += length;
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
