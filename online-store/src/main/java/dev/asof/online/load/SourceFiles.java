package dev.asof.online.load;

import dev.asof.registry.catalog.EventSource;
import java.util.List;

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
     * Reads all archived events of a source, with all their columns.
     *
     * @throws dev.asof.registry.error.AsofException CORRUPT_DATA or IO_FAILED
     */
    ArchivedBatches openArchive(EventSource source);
}
