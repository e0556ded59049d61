package dev.asof.registry.compute.program;

import dev.asof.registry.compute.schema.ColumnBatch;

/** Events of some entities in any order, whose columns are asked for when the order is known: so a store moves them once. */
public interface UnorderedEvents {

    /** Per event the number of its entity. Shared, not to be changed. */
    int[] entity();

    /** Per event its time in microseconds since the epoch. Shared, not to be changed. */
    long[] times();

    /** The columns that the views keep, the events in an order. */
    ColumnBatch kept(EventPlaces order);

    /** Per event when the server accepted it, in an order; as in {@link dev.asof.registry.compute.event.EventRows}. */
    long[] acceptedAt(EventPlaces order);
}
