package dev.asof.registry.quarantine;

import dev.asof.registry.compute.event.LocalTimeText;
import dev.asof.registry.compute.event.Violation;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.ScalarType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A row that violates its source's contract, as it came.
 *
 * @param quarantinedAtMicros when a server put it aside; empty where an offline build found it, which reads no clock
 * @param violations what is wrong with it, at least one
 * @param cells its columns as text
 */
public record QuarantinedRow(
        String source,
        QuarantineOrigin origin,
        OptionalLong quarantinedAtMicros,
        List<BrokenPromise> violations,
        List<Cell> cells) {

    /** One thing that is wrong with the row. */
    public record BrokenPromise(String column, Violation.Reason reason, String message) {

        /** The violation, without its position in a batch. */
        public static BrokenPromise of(Violation violation) {
            return new BrokenPromise(violation.column(), violation.reason(), violation.message());
        }
    }

    /**
     * One column of the row.
     *
     * @param type the type that the column came with; bytes in place of a text that is no UTF-8
     * @param text the value in full: numbers plainly, times in ISO 8601, bytes as hexadecimal digits; empty for null
     */
    public record Cell(String column, DataType type, Optional<String> text) {

        /** A cell that came as text. */
        public static Cell ofText(String column, Optional<String> text) {
            return new Cell(column, ScalarType.STRING, text);
        }
    }

    /** @throws IllegalArgumentException if nothing is wrong with the row */
    public QuarantinedRow {
        if (violations.isEmpty()) {
            throw new IllegalArgumentException("A row without violations is not quarantined");
        }
        violations = List.copyOf(violations);
        cells = List.copyOf(cells);
    }

    /**
     * The row of a batch.
     *
     * @param rows the columns as they came
     * @param violations those of this row
     */
    public static QuarantinedRow of(
            String source,
            QuarantineOrigin origin,
            OptionalLong quarantinedAtMicros,
            ColumnBatch rows,
            int row,
            List<Violation> violations) {
        List<Cell> cells = new ArrayList<>();
        ColumnBatch single = rows.gather(new int[] {row});
        for (int i = 0; i < single.columns().size(); i++) {
            Column column = LocalTimeText.inPlaceOfLocalTimes(single, i);
            cells.add(new Cell(single.schema().field(i).name(), CellText.type(column, 0), CellText.of(column, 0)));
        }
        return new QuarantinedRow(
                source,
                origin,
                quarantinedAtMicros,
                violations.stream().map(BrokenPromise::of).toList(),
                cells);
    }

    /** The same row, with other things wrong with it: at least one. */
    public QuarantinedRow withViolations(List<Violation> found) {
        return new QuarantinedRow(
                source,
                origin,
                quarantinedAtMicros,
                found.stream().map(BrokenPromise::of).toList(),
                cells);
    }

    /** Whether a sequence tells the row from others that were sent. */
    public boolean hasSequence() {
        return origin instanceof QuarantineOrigin.IngestedEvent event && event.sequence() > 0;
    }

    /** When it came, in microseconds; what an offline build found comes before all others. */
    long arrivalMicros() {
        return quarantinedAtMicros.orElse(Long.MIN_VALUE);
    }

    /** Identifies the row in the quarantine; opaque, and the same however often the row is found. */
    public String id() {
        return RowIdentity.of(this);
    }
}
