package dev.asof.registry.compute.schema;

import org.jspecify.annotations.Nullable;

/** What the three lanes share: the check of their shape and the gathering of null masks. */
final class ColumnChecks {
    private ColumnChecks() {}

    static void require(DataType type, DataType.Lane lane, int size, boolean @Nullable [] nulls) {
        if (type.lane() != lane) {
            throw new IllegalArgumentException("A column of " + type.displayName() + " is not held in lane " + lane);
        }
        if (nulls != null && nulls.length != size) {
            throw new IllegalArgumentException("Null mask of " + nulls.length + " rows on " + size + " values");
        }
    }

    static boolean @Nullable [] gather(boolean @Nullable [] nulls, int[] rows, int from, int to) {
        if (nulls == null) {
            return null;
        }
        boolean[] gathered = new boolean[to - from];
        for (int i = from; i < to; i++) {
            gathered[i - from] = nulls[rows[i]];
        }
        return gathered;
    }
}
