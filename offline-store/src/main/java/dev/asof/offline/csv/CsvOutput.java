package dev.asof.offline.csv;

import dev.asof.registry.compute.schema.Schema;
import dev.asof.registry.diagnostic.FileProblem;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import dev.asof.registry.repository.AtomicFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes a CSV file that appears complete and durable, once what {@link #complete} gives is committed, or not at all. To be
 * closed; not thread-safe.
 */
public final class CsvOutput implements AutoCloseable {
    private final Path target;
    private final AtomicFile file;
    private final OutputStream out;

    private CsvOutput(Path target, AtomicFile file, Schema schema) throws IOException {
        this.target = target;
        this.file = file;
        this.out = Files.newOutputStream(file.temporary());
        out.write(CsvText.header(schema));
    }

    /** Starts to write {@code target}, over any file of that name. */
    public static CsvOutput create(Path target, Schema schema) {
        AtomicFile file = AtomicFile.amongOthers(target);
        try {
            return new CsvOutput(target, file, schema);
        } catch (IOException e) {
            file.close();
            throw unwritable(target, e);
        }
    }

    /** Appends lines of {@link CsvText}. */
    public void append(byte[] lines) {
        try {
            out.write(lines);
        } catch (IOException e) {
            throw unwritable(target, e);
        }
    }

    /**
     * Completes the file, and makes it durable.
     *
     * @return the file, which a commit gives its name
     */
    public AtomicFile complete() {
        try {
            out.close();
            file.complete();
            return file;
        } catch (IOException e) {
            throw unwritable(target, e);
        }
    }

    /** Discards what was not committed. */
    @Override
    public void close() {
        try (AtomicFile discarded = file) {
            out.close();
        } catch (IOException e) {
            throw unwritable(target, e);
        }
    }

    private static AsofException unwritable(Path target, IOException cause) {
        return new AsofException(
                ErrorCode.IO_FAILED,
                "Cannot write " + target + ": " + FileProblem.reason(cause) + ". Check the disk.",
                cause);
    }
}
