package dev.asof.registry.compute.schema;

import org.jspecify.annotations.Nullable;

/** A column of bool, int32, int64, date, timestamp or narrow decimal, a {@code long} a row. {@code nulls} is null where no row is. */
public record LongColumn(DataType type, long[] values, boolean @Nullable [] nulls) implements Column {

    /** @throws IllegalArgumentException if the type is of another lane or the lengths differ */
    public LongColumn {
        ColumnChecks.require(type, DataType.Lane.LONG, values.length, nulls);
    }

    public LongColumn(DataType type, long[] values) {
        this(type, values, null);
    }

    @Override
    public int size() {
        return values.length;
    }

    @Override
    public boolean isNull(int row) {
        return nulls != null && nulls[row];
    }

    @Override
    public boolean mayHaveNulls() {
        return nulls != null;
    }

    @Override
    public LongColumn gather(int[] rows, int from, int to) {
        long[] gathered = new long[to - from];
        for (int i = from; i < to; i++) {
            gathered[i - from] = values[rows[i]];
        }
        return new LongColumn(type, gathered, ColumnChecks.gather(nulls, rows, from, to));
    }

    @Override
    public int compare(int row, Column other, int otherRow) {
        if (isNull(row) || other.isNull(otherRow)) {
            return Boolean.compare(!isNull(row), !other.isNull(otherRow));
        }
        return Long.compare(values[row], ((LongColumn) other).values[otherRow]);
    }
}
