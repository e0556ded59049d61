package dev.asof.registry.compute.schema;

import org.jspecify.annotations.Nullable;

/** A column of float32 or float64, a {@code double} a row. {@code nulls} is null where no row is. */
public record DoubleColumn(DataType type, double[] values, boolean @Nullable [] nulls) implements Column {

    /** @throws IllegalArgumentException if the type is of another lane or the lengths differ */
    public DoubleColumn {
        ColumnChecks.require(type, DataType.Lane.DOUBLE, values.length, nulls);
    }

    public DoubleColumn(DataType type, double[] values) {
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
    public DoubleColumn gather(int[] rows, int from, int to) {
        double[] gathered = new double[to - from];
        for (int i = from; i < to; i++) {
            gathered[i - from] = values[rows[i]];
        }
        return new DoubleColumn(type, gathered, ColumnChecks.gather(nulls, rows, from, to));
    }

    @Override
    public int compare(int row, Column other, int otherRow) {
        if (isNull(row) || other.isNull(otherRow)) {
            return Boolean.compare(!isNull(row), !other.isNull(otherRow));
        }
        return Double.compare(values[row], ((DoubleColumn) other).values[otherRow]);
    }
}
