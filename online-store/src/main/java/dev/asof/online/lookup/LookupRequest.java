package dev.asof.online.lookup;

import dev.asof.registry.compute.schema.ColumnBatch;

/**
 * Asks for features of entities.
 *
 * @param rows the key columns of the selection by name, and no others; rows may repeat
 */
public record LookupRequest(Selection selection, ColumnBatch rows, QuestionTimes times) {}
