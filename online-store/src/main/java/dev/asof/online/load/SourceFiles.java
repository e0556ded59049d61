package dev.asof.online.load;

import dev.asof.registry.catalog.EventSource;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/** The files of sources, and those of the archive. Thread-safe. */
public interface SourceFiles {

    /**
     * The files of a source as they are now, by path; empty if there are none.
     *
     * @throws dev.asof.registry.error.AsofException INVALID_INPUT_FILE or IO_FAILED
     */
    List<SourceFile> list(EventSource source);

    /**
     * Reads columns of a file, as they come and before any contract, in the order of its rows.
     *
     * @param columns names of columns; those that the file lacks are left out
     * @throws dev.asof.registry.error.AsofException INVALID_INPUT_FILE, CORRUPT_DATA or IO_FAILED
     */
    RowBatches open(EventSource source, SourceFile file, List<String> columns);

    /**
     * Reads all archived events of a source.
     *
     * @param columns names of columns; those that a file lacks are left out of its events
     * @throws dev.asof.registry.error.AsofException CORRUPT_DATA or IO_FAILED
     */
    ArchivedBatches openArchive(EventSource source, List<String> columns);

    /** The files of the archive of a source. */
    List<Path> archiveFiles(EventSource source);

    /**
     * When the last archived event of a source was accepted, in microseconds; empty if there is none.
     *
     * @throws dev.asof.registry.error.AsofException INVALID_INPUT_FILE, CORRUPT_DATA or IO_FAILED
     */
    OptionalLong lastArchived(EventSource source);

    /**
     * Reads a file of the archive, with the columns that it has.
     *
     * @param columns names of columns, those that the file lacks are left out; empty for all
     * @throws dev.asof.registry.error.AsofException CORRUPT_DATA or IO_FAILED
     */
    ArchivedBatches openArchived(Path file, List<String> columns);

    /** The hash of a file's content, in lower-case hexadecimal digits. */
    String sha256(Path file);
}
