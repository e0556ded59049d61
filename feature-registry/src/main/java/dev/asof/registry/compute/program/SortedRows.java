package dev.asof.registry.compute.program;

import dev.asof.registry.compute.event.EventRows;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.Schema;
import java.util.Arrays;

/**
 * Rows in event order, entity by entity.
 *
 * @param acceptedAt per row when the server accepted it
 */
record SortedRows(ColumnBatch kept, long[] acceptedAt) {

    /** @param order the rows' positions, in their new order */
    static SortedRows of(ColumnBatch kept, long[] acceptedAt, int[] order) {
        if (isAscending(order)) {
            return new SortedRows(kept, acceptedAt);
        }
        long[] sorted = new long[order.length];
        Arrays.setAll(sorted, i -> acceptedAt[order[i]]);
        return new SortedRows(kept.gather(order), sorted);
    }

    /** Whether all rows stay where they are, as those of one entity do that came in order. */
    private static boolean isAscending(int[] order) {
        for (int i = 0; i < order.length; i++) {
            if (order[i] != i) {
                return false;
            }
        }
        return true;
    }

    /** The same rows with some of their columns. */
    SortedRows project(Schema columns) {
        return new SortedRows(project(kept, columns), acceptedAt);
    }

    static ColumnBatch project(ColumnBatch rows, Schema columns) {
        return rows.schema().equals(columns)
                ? rows
                : rows.project(columns.names().stream()
                        .mapToInt(rows.schema()::indexOf)
                        .toArray());
    }

    /** The rows as one program orders them, which may differ from others where rows of an entity have one time. */
    static SortedRows of(FeatureProgram program, EventRows rows, EventSort sort) {
        ColumnBatch kept = project(rows.kept(), program.keptColumns());
        int[] order = sort.inOrderOf((row, other) -> program.order().compareEvents(kept, row, other));
        return of(kept, rows.acceptedAt(), order);
    }
}
