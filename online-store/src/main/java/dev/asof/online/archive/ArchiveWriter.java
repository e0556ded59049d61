package dev.asof.online.archive;

import dev.asof.registry.compute.schema.ColumnBatch;
import java.nio.file.Path;

/** Writes files of accepted events. */
@FunctionalInterface
public interface ArchiveWriter {

    /**
     * Writes a file, so that it appears whole and durable or not at all, in place of any of that name.
     *
     * @param target in a folder that may not exist yet
     * @param events in the order of their acceptance, all columns of their source
     * @param acceptedAtMicros per event when the server accepted it, ascending
     * @throws dev.asof.registry.error.AsofException IO_FAILED
     */
    void write(Path target, ColumnBatch events, long[] acceptedAtMicros);
}
