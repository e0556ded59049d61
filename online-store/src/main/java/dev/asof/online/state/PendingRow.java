package dev.asof.online.state;

import dev.asof.online.state.catalog.RecordReader;
import dev.asof.online.state.catalog.RecordWriter;
import dev.asof.registry.compute.event.Violation;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.quarantine.QuarantineOrigin;
import dev.asof.registry.quarantine.QuarantinedRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An ingested row that is not in the quarantine yet.
 *
 * <pre>
 * row       := source text, producer text, sequence 8, quarantined at time,
 *              violations 4, violation*, cells 4, cell*
 * violation := column text, reason text, message text
 * cell      := column text, 00 | 01 text | 02 type text, text     null; a value that came as text; another one
 * </pre>
 *
 * @param id identifies and orders it
 */
public record PendingRow(long id, QuarantinedRow row) {
    private static final int NULL = 0;
    private static final int TEXT = 1;
    private static final int TYPED = 2;

    static byte[] encode(QuarantinedRow row) {
        RecordWriter record = new RecordWriter().putText(row.source());
        switch (row.origin()) {
            case QuarantineOrigin.IngestedEvent event ->
                record.putText(event.producer()).putLong(event.sequence());
            case QuarantineOrigin.FileRow file ->
                throw new IllegalArgumentException("A row of a file goes to the quarantine at once: " + file.path());
        }
        record.putLong(row.quarantinedAtMicros().orElse(0));
        record.putInt(row.violations().size());
        for (QuarantinedRow.BrokenPromise promise : row.violations()) {
            record.putText(promise.column()).putText(promise.reason().name()).putText(promise.message());
        }
        record.putInt(row.cells().size());
        for (QuarantinedRow.Cell cell : row.cells()) {
            put(cell, record.putText(cell.column()));
        }
        return record.done();
    }

    private static void put(QuarantinedRow.Cell cell, RecordWriter record) {
        if (cell.text().isEmpty()) {
            record.putByte(NULL);
        } else if (cell.type() == ScalarType.STRING) {
            record.putByte(TEXT).putText(cell.text().get());
        } else {
            record.putByte(TYPED)
                    .putText(cell.type().displayName())
                    .putText(cell.text().get());
        }
    }

    static PendingRow decode(long id, byte[] bytes) {
        return RecordReader.read(
                bytes,
                record -> new PendingRow(
                        id,
                        new QuarantinedRow(
                                record.getText(),
                                new QuarantineOrigin.IngestedEvent(record.getText(), record.getLong()),
                                OptionalLong.of(record.getLong()),
                                violations(record),
                                cells(record))));
    }

    private static List<QuarantinedRow.BrokenPromise> violations(RecordReader record) {
        int count = record.getInt();
        List<QuarantinedRow.BrokenPromise> violations = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            violations.add(new QuarantinedRow.BrokenPromise(
                    record.getText(), Violation.Reason.valueOf(record.getText()), record.getText()));
        }
        return violations;
    }

    private static List<QuarantinedRow.Cell> cells(RecordReader record) {
        int count = record.getInt();
        List<QuarantinedRow.Cell> cells = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            cells.add(cell(record));
        }
        return cells;
    }

    private static QuarantinedRow.Cell cell(RecordReader record) {
        String column = record.getText();
        int form = record.getByte();
        return switch (form) {
            case NULL -> QuarantinedRow.Cell.ofText(column, Optional.empty());
            case TEXT -> QuarantinedRow.Cell.ofText(column, Optional.of(record.getText()));
            case TYPED -> {
                DataType type = DataType.named(record.getText()).orElseThrow(IllegalArgumentException::new);
                yield new QuarantinedRow.Cell(column, type, Optional.of(record.getText()));
            }
            default -> throw new IllegalArgumentException("No cell has form " + form);
        };
    }
}
