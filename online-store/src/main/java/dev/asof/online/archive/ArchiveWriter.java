package dev.asof.online.archive;

import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.diagnostic.FileProblem;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import dev.asof.registry.repository.DurableFolder;
import java.io.IOException;
import java.nio.file.Files;
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

    /**
     * Removes a file of which no event is left; it is gone from the disk when this returns.
     *
     * @throws AsofException IO_FAILED
     */
    default void remove(Path target) {
        try {
            Files.deleteIfExists(target);
            DurableFolder.sync(target.resolveSibling(""));
        } catch (IOException e) {
            throw new AsofException(
                    ErrorCode.IO_FAILED, "Cannot remove " + target + ": " + FileProblem.reason(e) + ".", e);
        }
    }
}
