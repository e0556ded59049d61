package dev.asof.offline.sweep;

import dev.asof.registry.compute.schema.ColumnBatch;
import org.jspecify.annotations.Nullable;

/**
 * Some events of one view, each of an entity that is asked about.
 *
 * @param entity per event the number of its entity
 * @param kept the columns that the program keeps
 * @param acceptedAt per event when the server accepted it; null where each is always accepted
 */
record EventChunk(int[] entity, ColumnBatch kept, long @Nullable [] acceptedAt) {}
