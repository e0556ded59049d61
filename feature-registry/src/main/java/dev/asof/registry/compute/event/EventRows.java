package dev.asof.registry.compute.event;

import dev.asof.registry.compute.schema.ColumnBatch;

/**
 * Rows of one view's source that met the contract, in any order, with the columns that the view keeps.
 *
 * @param entity per row the entity it belongs to, as a number from 0 to the number of entities, exclusive
 * @param kept the columns of {@code FeatureProgram.keptColumns()}
 * @param acceptedAt per row when the server accepted it, in microseconds; {@link #ALWAYS_ACCEPTED} where no server
 *     was asked
 */
public record EventRows(int[] entity, ColumnBatch kept, long[] acceptedAt) {
    /** The acceptance of a row that every question may know. */
    public static final long ALWAYS_ACCEPTED = Long.MIN_VALUE;

    public EventRows {
        if (entity.length != kept.rowCount() || acceptedAt.length != kept.rowCount()) {
            throw new IllegalArgumentException(
                    "Rows of different lengths: " + entity.length + ", " + kept.rowCount() + ", " + acceptedAt.length);
        }
    }
}
