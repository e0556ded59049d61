package dev.asof.registry.quarantine;

import dev.asof.registry.diagnostic.FileProblem;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import dev.asof.registry.repository.AtomicFile;
import dev.asof.registry.repository.DurableFolder;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;

/**
 * Writes the quarantined rows of one file of a source. They replace what an earlier scan of the same content found.
 * Nothing appears before {@link #commit}; to be closed always. Not thread-safe.
 */
public final class QuarantineWriter implements AutoCloseable {
    private final Path target;
    private final AtomicFile file;
    private final OutputStream out;
    private final Predicate<QuarantinedRow> isErased;
    private long rowCount;

    QuarantineWriter(Path target, Predicate<QuarantinedRow> isErased) {
        this.target = target;
        this.isErased = isErased;
        this.file = AtomicFile.amongOthers(target);
        try {
            this.out = new BufferedOutputStream(Files.newOutputStream(file.temporary()), 1 << 16);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Adds a row, unless it is not to be kept. */
    public void add(QuarantinedRow row) {
        if (isErased.test(row)) {
            return;
        }
        try {
            out.write(QuarantineLines.write(row));
            rowCount++;
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Makes the rows appear, durable; without any row, the file has none in quarantine any more. */
    public void commit() {
        try {
            out.close();
            if (Files.notExists(file.temporary())) {
                throw new AsofException(
                        ErrorCode.IO_FAILED,
                        "Cannot write quarantined rows to " + target
                                + ": an entity was erased meanwhile, and what was written so far removed. Try again.");
            }
            if (rowCount > 0) {
                file.commit();
            } else if (Files.deleteIfExists(target)) {
                DurableFolder.sync(target.resolveSibling(""));
            }
        } catch (IOException e) {
            throw failed(e);
        }
    }

    @Override
    public void close() {
        try (AtomicFile discarded = file) {
            out.close();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private AsofException failed(IOException e) {
        return new AsofException(
                ErrorCode.IO_FAILED,
                "Cannot write quarantined rows to " + target + ": " + FileProblem.reason(e) + ". Check the disk.",
                e);
    }
}
