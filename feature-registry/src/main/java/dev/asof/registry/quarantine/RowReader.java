package dev.asof.registry.quarantine;

import dev.asof.registry.diagnostic.FileProblem;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Reads one file of quarantined rows. Not thread-safe. */
final class RowReader implements AutoCloseable {
    private final Path file;
    private final BufferedReader lines;
    private Optional<QuarantinedRow> row = Optional.empty();

    private RowReader(Path file, BufferedReader lines) {
        this.file = file;
        this.lines = lines;
    }

    /** Stands at the first row. */
    static RowReader open(Path file) {
        try {
            RowReader reader = new RowReader(file, Files.newBufferedReader(file, StandardCharsets.UTF_8));
            reader.advance();
            return reader;
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    Path file() {
        return file;
    }

    /** The row that it stands at; empty at the end. */
    Optional<QuarantinedRow> row() {
        return row;
    }

    long arrivalMicros() {
        return row.orElseThrow().arrivalMicros();
    }

    void advance() {
        try {
            String line = lines.readLine();
            row = line == null ? Optional.empty() : Optional.of(parse(line));
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private QuarantinedRow parse(String line) {
        try {
            return QuarantineLines.read(line);
        } catch (IOException e) {
            close();
            throw new AsofException(
                    ErrorCode.CORRUPT_DATA,
                    "Cannot read quarantined rows of " + file + ": " + FileProblem.reason(e)
                            + ". Delete the file; loading its source's file again finds the rows again.",
                    e);
        }
    }

    static AsofException unreadable(Path path, IOException e) {
        return new AsofException(
                ErrorCode.IO_FAILED,
                "Cannot read quarantined rows of " + path + ": " + FileProblem.reason(e, path)
                        + ". Check that this user may read it, and the disk.",
                e);
    }

    @Override
    public void close() {
        try {
            lines.close();
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }
}
