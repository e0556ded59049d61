package dev.asof.online.ingest;

import dev.asof.online.live.LiveCatalog;
import dev.asof.online.live.LiveSource;
import dev.asof.registry.compute.event.CheckedRows;
import dev.asof.registry.compute.event.TypeCheck;
import dev.asof.registry.compute.event.Violation;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.ColumnBuilder;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.Schema;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import dev.asof.registry.quarantine.QuarantineFilter;
import dev.asof.registry.quarantine.QuarantinedRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What the rows of a file of the quarantine are by the definitions of now: each as if it were sent once more. Used by one thread. */
final class ReplayedRows {
    private final LiveCatalog catalog;
    private final LiveSource source;
    private final List<QuarantinedRow> passedOver = new ArrayList<>();
    private final List<PreparedEvent> events = new ArrayList<>();
    private final List<Kept> kept = new ArrayList<>();

    /**
     * A row that is still no event.
     *
     * @param idBefore of what it was
     * @param id of what it is now
     */
    record Kept(QuarantinedRow before, QuarantinedRow now, String idBefore, String id) {
        private static Kept of(QuarantinedRow before, QuarantinedRow now) {
            return new Kept(before, now, before.id(), now.id());
        }

        /** Whether it is another row by now, and no sequence says that it is the same. */
        private boolean isAnother() {
            return !now.hasSequence() && !id.equals(idBefore);
        }
    }

    private ReplayedRows(LiveCatalog catalog, LiveSource source) {
        this.catalog = catalog;
        this.source = source;
    }

    static ReplayedRows judge(
            List<QuarantinedRow> rows, QuarantineFilter filter, LiveCatalog catalog, LiveSource source) {
        ReplayedRows replayed = new ReplayedRows(catalog, source);
        Map<Schema, List<QuarantinedRow>> alike = new LinkedHashMap<>();
        for (QuarantinedRow row : rows) {
            if (!filter.accepts(row)) {
                replayed.passedOver.add(row);
            } else if (isWhole(row)) {
                alike.computeIfAbsent(schema(row), each -> new ArrayList<>()).add(row);
            } else {
                replayed.keepAsItIs(row);
            }
        }
        alike.forEach(replayed::judge);
        return replayed;
    }

    /** The rows that the filter does not accept. */
    List<QuarantinedRow> passedOver() {
        return passedOver;
    }

    /** Their ids. */
    Set<String> passedOverIds() {
        return passedOver.stream().map(QuarantinedRow::id).collect(Collectors.toSet());
    }

    /** Those of the kept rows that are others by now. */
    List<Kept> others() {
        return kept.stream().filter(Kept::isAnother).toList();
    }

    List<PreparedEvent> events() {
        return events;
    }

    List<Kept> kept() {
        return kept;
    }

    int size() {
        return passedOver.size() + events.size() + kept.size();
    }

    /** Whether any row would be elsewhere, or be there for another reason. */
    boolean isAnyChanged() {
        return !events.isEmpty()
                || kept.stream()
                        .anyMatch(row ->
                                !row.now().violations().equals(row.before().violations()));
    }

    /** Whether the text of all cells is all that came: of a text that is no UTF-8 it is where the cell is one of bytes. */
    private static boolean isWhole(QuarantinedRow row) {
        return row.violations().stream()
                .filter(broken -> broken.reason() == Violation.Reason.UTF8)
                .allMatch(broken -> row.cells().stream()
                        .anyMatch(cell -> cell.column().equals(broken.column()) && cell.type() == ScalarType.BYTES));
    }

    private static Schema schema(QuarantinedRow row) {
        return new Schema(row.cells().stream()
                .map(cell -> new Field(cell.column(), cell.type()))
                .toList());
    }

    private void keepAsItIs(QuarantinedRow row) {
        kept.add(Kept.of(row, row));
    }

    private void judge(Schema schema, List<QuarantinedRow> rows) {
        CheckedRows typed = new TypeCheck(schema, Optional.empty()).check(texts(schema, rows));
        List<QuarantinedRow> readable = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            if (typed.valid()[i]) {
                readable.add(rows.get(i));
            } else {
                keepAsItIs(rows.get(i));
            }
        }
        if (readable.isEmpty()) {
            return;
        }
        try {
            add(readable, prepare(typed.rows().gather(typed.validRows())));
        } catch (AsofException e) {
            if (e.code() != ErrorCode.INVALID_INPUT_FILE) {
                throw e;
            }
            // A column came with a type that can never become the source's.
            readable.forEach(this::keepAsItIs);
        }
    }

    private PreparedBatch prepare(ColumnBatch rows) {
        IngestBatch batch = new IngestBatch(source.name(), "", 0, rows);
        return BatchPreparation.prepare(batch, catalog, source, BatchPreparation.Retries.TOLD_OTHERWISE);
    }

    private void add(List<QuarantinedRow> rows, PreparedBatch prepared) {
        events.addAll(prepared.events());
        for (Rejection rejection : prepared.rejections()) {
            QuarantinedRow row = rows.get(rejection.index());
            kept.add(Kept.of(row, row.withViolations(rejection.violations())));
        }
    }

    private static ColumnBatch texts(Schema schema, List<QuarantinedRow> rows) {
        List<Field> fields = new ArrayList<>();
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < schema.size(); i++) {
            ColumnBuilder texts = new ColumnBuilder(ScalarType.STRING);
            for (QuarantinedRow row : rows) {
                row.cells().get(i).text().ifPresentOrElse(texts::appendText, texts::appendNull);
            }
            fields.add(new Field(schema.field(i).name(), ScalarType.STRING));
            columns.add(texts.build());
        }
        return new ColumnBatch(new Schema(fields), columns, rows.size());
    }
}
