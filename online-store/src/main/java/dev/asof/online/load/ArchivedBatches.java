package dev.asof.online.load;

import dev.asof.registry.compute.schema.ColumnBatch;
import java.util.Optional;

/** Archived events, batch by batch. Used by one thread. */
public interface ArchivedBatches extends AutoCloseable {

    /**
     * Archived events of one source.
     *
     * @param events columns of the source by name
     * @param acceptedAtMicros per event when it was accepted
     */
    record ArchivedBatch(ColumnBatch events, long[] acceptedAtMicros) {}

    /** The next events, empty after the last. */
    Optional<ArchivedBatch> next();

    @Override
    void close();
}
