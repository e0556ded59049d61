package dev.asof.offline.table;

import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.Schema;
import java.util.Optional;

/** The rows of a part of a file, batch by batch. To be closed; not thread-safe. */
public interface TableRows extends AutoCloseable {

    /** The columns of each batch. */
    Schema schema();

    /** The next rows; empty after the last. How long they last, the buffers say: see {@link ScanBuffers.Batches}. */
    Optional<ColumnBatch> next();

    @Override
    void close();
}
