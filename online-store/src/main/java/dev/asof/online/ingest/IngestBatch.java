package dev.asof.online.ingest;

import dev.asof.registry.compute.schema.ColumnBatch;

/**
 * Events of one source on their way in.
 *
 * @param producer who sends them; empty if the source's unique key alone makes a retry harmless
 * @param firstSequence the sequence of the first event, from 1; 0 with an empty producer
 * @param events columns of the source by name, in any order
 */
public record IngestBatch(String source, String producer, long firstSequence, ColumnBatch events) {

    boolean hasSequence() {
        return !producer.isEmpty();
    }

    /** The sequence of an event, 0 if the batch has none. */
    long sequence(int index) {
        return hasSequence() ? firstSequence + index : 0;
    }
}
