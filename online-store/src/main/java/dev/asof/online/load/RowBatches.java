package dev.asof.online.load;

import dev.asof.registry.compute.schema.ColumnBatch;
import java.util.Optional;

/** The rows of a file, batch by batch. Used by one thread. */
public interface RowBatches extends AutoCloseable {

    /** The next rows, empty after the last. */
    Optional<ColumnBatch> next();

    /** How people find a row in the file, such as {@code row 7}, from its position in it. */
    default String nameOf(long row) {
        return "row " + row;
    }

    @Override
    void close();
}
