package dev.asof.offline.csv;

import dev.asof.registry.compute.schema.ColumnBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The cells of one record, in one array that the next record uses again. Not thread-safe. */
final class CsvCells {
    private byte[] data = new byte[1024];
    private int[] ends = new int[16];
    private boolean[] nulls = new boolean[16];
    private int count;
    private int length;

    void clear() {
        count = 0;
        length = 0;
    }

    int count() {
        return count;
    }

    boolean isNull(int cell) {
        return nulls[cell];
    }

    /** The bytes of the cell that is being read. */
    int size() {
        return length - start(count);
    }

    void add(byte[] source, int from, int to) {
        int needed = length + to - from;
        if (needed > data.length) {
            data = Arrays.copyOf(data, Math.max(needed, 2 * data.length));
        }
        System.arraycopy(source, from, data, length, to - from);
        length = needed;
    }

    /** Ends a cell without quotes, which is null where it is empty. */
    void endPlain() {
        boolean isNull = size() == 0;
        endQuoted();
        nulls[count - 1] = isNull;
    }

    void endQuoted() {
        if (count == ends.length) {
            ends = Arrays.copyOf(ends, 2 * count);
            nulls = Arrays.copyOf(nulls, 2 * count);
        }
        nulls[count] = false;
        ends[count++] = length;
    }

    void append(int cell, ColumnBuilder column) {
        if (nulls[cell]) {
            column.appendNull();
        } else {
            column.appendBytes(data, start(cell), ends[cell]);
        }
    }

    List<byte @Nullable []> copy() {
        List<byte @Nullable []> copy = new ArrayList<>(count);
        for (int cell = 0; cell < count; cell++) {
            copy.add(nulls[cell] ? null : Arrays.copyOfRange(data, start(cell), ends[cell]));
        }
        return copy;
    }

    private int start(int cell) {
        return cell == 0 ? 0 : ends[cell - 1];
    }
}
