package dev.asof.registry.definition;

import dev.asof.registry.catalog.SourceLocation;
import java.nio.file.Path;
import java.util.Optional;

/** Looks into the files of a source for their columns. */
@FunctionalInterface
public interface SourceSchemaReader {
    /** Finds no files: every column has to be declared. */
    SourceSchemaReader NO_FILES = (repository, location) -> Optional.empty();

    /**
     * The columns that all files of a source agree on.
     *
     * @param repository the folder from which relative paths start
     * @param path a file, a folder or a glob
     * @return empty if no file matches
     * @throws dev.asof.registry.error.AsofException {@code INVALID_INPUT_FILE} if a file cannot be read, or two do not
     *     agree; the message is shown to the user beside the path
     */
    Optional<SourceSchema> read(Path repository, SourceLocation location);
}
