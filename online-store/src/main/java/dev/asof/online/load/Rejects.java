package dev.asof.online.load;

import dev.asof.online.live.LiveSource;
import dev.asof.registry.compute.event.OnViolation;
import dev.asof.registry.compute.event.Violation;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import dev.asof.registry.quarantine.QuarantineFolder;
import dev.asof.registry.quarantine.QuarantineOrigin;
import dev.asof.registry.quarantine.QuarantineWriter;
import dev.asof.registry.quarantine.QuarantinedRow;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongFunction;

/**
 * The rows of a file that violate the contract: they end the load, or go to the quarantine once the file was read, or
 * nowhere, as their source says. Used by one thread.
 */
final class Rejects implements AutoCloseable {
    private final LiveSource source;
    private final SourceFile file;
    private final Optional<QuarantineWriter> kept;
    private final LongFunction<String> rowName;
    private final long nowMicros;

    private Rejects(
            LiveSource source,
            SourceFile file,
            Optional<QuarantineWriter> kept,
            LongFunction<String> rowName,
            long nowMicros) {
        this.source = source;
        this.file = file;
        this.kept = kept;
        this.rowName = rowName;
        this.nowMicros = nowMicros;
    }

    /** @param rowName how people find a row of the file */
    static Rejects of(
            LiveSource source,
            SourceFile file,
            QuarantineFolder quarantine,
            LongFunction<String> rowName,
            long nowMicros) {
        Optional<QuarantineWriter> kept = switch (source.definition().onViolation()) {
            case QUARANTINE -> Optional.of(quarantine.openFile(source.name(), file.sha256()));
            case FAIL, DROP -> Optional.empty();
        };
        return new Rejects(source, file, kept, rowName, nowMicros);
    }

    /** Whether they go to the quarantine. */
    boolean areKept() {
        return kept.isPresent();
    }

    /**
     * Takes a row.
     *
     * @param row its position in the batch
     * @param rowOfFile its position in the file
     * @throws AsofException CONTRACT_VIOLATION if the source says so
     */
    void add(ColumnBatch rows, int row, long rowOfFile, List<Violation> violations) {
        if (source.definition().onViolation() == OnViolation.FAIL) {
            throw violated(rowOfFile, violations.getFirst());
        }
        kept.ifPresent(writer -> writer.add(QuarantinedRow.of(
                source.name(),
                new QuarantineOrigin.FileRow(file.path(), file.sha256(), rowOfFile),
                OptionalLong.of(nowMicros),
                rows,
                row,
                violations)));
    }

    private AsofException violated(long row, Violation violation) {
        return new AsofException(
                ErrorCode.CONTRACT_VIOLATION,
                "Cannot load source '" + source.name() + "': in " + rowName.apply(row) + " of " + file.path()
                        + ", column '"
                        + violation.column() + "': " + violation.message()
                        + ". The source says on_violation: fail; correct the file, or let it quarantine or drop.");
    }

    /** Puts the rows into the quarantine. */
    void commit() {
        kept.ifPresent(QuarantineWriter::commit);
    }

    /** Forgets rows that were not committed. */
    @Override
    public void close() {
        kept.ifPresent(QuarantineWriter::close);
    }
}
