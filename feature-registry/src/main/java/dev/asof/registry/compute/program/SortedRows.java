package dev.asof.registry.compute.program;

import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.Schema;

/**
 * Rows in event order, entity by entity.
 *
 * @param acceptedAt per row when the server accepted it
 */
record SortedRows(ColumnBatch kept, long[] acceptedAt) {

    /** The rows as one program orders them, which may differ from others where rows of an entity have one time. */
    SortedRows as(FeatureProgram program, EventSort sort) {
        ColumnBatch columns = project(program.keptColumns());
        if (sort.isTotal()) {
            return new SortedRows(columns, acceptedAt);
        }
        int[] order = sort.settled((row, other) -> program.order().compareEvents(columns, row, other));
        return HeldEvents.isAscending(order)
                ? new SortedRows(columns, acceptedAt)
                : new SortedRows(columns.gather(order), HeldEvents.gather(acceptedAt, order));
    }

    private ColumnBatch project(Schema columns) {
        return kept.schema().equals(columns)
                ? kept
                : kept.project(columns.names().stream()
                        .mapToInt(kept.schema()::indexOf)
                        .toArray());
    }
}
