package dev.asof.registry.compute.event;

import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBatch;

/** The columns of a unique key in rows of one schema: which rows are versions of events, and of which. Thread-safe. */
public final class UniqueKey {
    private final int[] columns;

    UniqueKey(int[] columns) {
        this.columns = columns;
    }

    /** Whether the source has a unique key at all. */
    public boolean isDeclared() {
        return columns.length > 0;
    }

    /** Whether the row is a version of an event that can have others: the source has a key, and no part of it is null. */
    public boolean isWhole(ColumnBatch rows, int row) {
        for (int column : columns) {
            if (rows.column(column).isNull(row)) {
                return false;
            }
        }
        return isDeclared();
    }

    /** Orders rows by their keys; zero where two rows share it. */
    public int compare(ColumnBatch rows, int row, int other) {
        for (int index : columns) {
            Column column = rows.column(index);
            int comparison = column.compare(row, column, other);
            if (comparison != 0) {
                return comparison;
            }
        }
        return 0;
    }
}
