package dev.asof.online.state;

import dev.asof.registry.compute.event.Violation;
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
 * cell      := column text, 00 | 01 text
 * </pre>
 *
 * @param id identifies and orders it
 */
public record PendingRow(long id, QuarantinedRow row) {

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
            record.putText(cell.column()).putByte(cell.text().isPresent() ? 1 : 0);
            cell.text().ifPresent(record::putText);
        }
        return record.done();
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
            String column = record.getText();
            boolean isPresent = record.getByte() != 0;
            cells.add(new QuarantinedRow.Cell(column, isPresent ? Optional.of(record.getText()) : Optional.empty()));
        }
        return cells;
    }
}
