package dev.asof.registry.compute.schema;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A column of string: row {@code r} is {@code data[offsets[r]..offsets[r + 1])}, so {@code offsets} has one entry more
 * than there are rows. {@code nulls} is null where no row is; a null row's run is empty.
 */
public record BytesColumn(DataType type, byte[] data, int[] offsets, boolean @Nullable [] nulls) implements Column {

    /** @throws IllegalArgumentException if the type is of another lane or the lengths differ */
    public BytesColumn {
        ColumnChecks.require(type, DataType.Lane.BYTES, offsets.length - 1, nulls);
    }

    @Override
    public int size() {
        return offsets.length - 1;
    }

    @Override
    public boolean isNull(int row) {
        return nulls != null && nulls[row];
    }

    @Override
    public boolean mayHaveNulls() {
        return nulls != null;
    }

    /** The number of bytes of the value at {@code row}. */
    public int length(int row) {
        return offsets[row + 1] - offsets[row];
    }

    /** A copy of the bytes of the value at {@code row}. */
    public byte[] bytes(int row) {
        return Arrays.copyOfRange(data, offsets[row], offsets[row + 1]);
    }

    /** The value at {@code row} as text; meant for messages and edges, not for kernels. */
    public String text(int row) {
        return new String(data, offsets[row], length(row), StandardCharsets.UTF_8);
    }

    @Override
    public BytesColumn gather(int[] rows, int from, int to) {
        int[] gatheredOffsets = new int[to - from + 1];
        for (int i = from; i < to; i++) {
            gatheredOffsets[i - from + 1] = Math.addExact(gatheredOffsets[i - from], length(rows[i]));
        }
        byte[] gathered = new byte[gatheredOffsets[to - from]];
        for (int i = from; i < to; i++) {
            System.arraycopy(data, offsets[rows[i]], gathered, gatheredOffsets[i - from], length(rows[i]));
        }
        return new BytesColumn(type, gathered, gatheredOffsets, ColumnChecks.gather(nulls, rows, from, to));
    }

    @Override
    public int compare(int row, Column other, int otherRow) {
        if (isNull(row) || other.isNull(otherRow)) {
            return Boolean.compare(!isNull(row), !other.isNull(otherRow));
        }
        BytesColumn bytes = (BytesColumn) other;
        return Arrays.compareUnsigned(
                data, offsets[row], offsets[row + 1], bytes.data, bytes.offsets[otherRow], bytes.offsets[otherRow + 1]);
    }
}
