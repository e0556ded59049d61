package dev.asof.online.ingest;

import dev.asof.online.live.LiveCatalog;
import dev.asof.online.live.LiveSource;
import dev.asof.online.live.LiveView;
import dev.asof.online.live.RowErasure;
import dev.asof.online.state.SeenKey;
import dev.asof.online.state.SeenRow;
import dev.asof.registry.compute.admission.AdmittedRows;
import dev.asof.registry.compute.admission.JudgedRows;
import dev.asof.registry.compute.event.CheckedRows;
import dev.asof.registry.compute.event.OnViolation;
import dev.asof.registry.compute.event.UniqueKey;
import dev.asof.registry.compute.event.Violation;
import dev.asof.registry.compute.schema.ColumnBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Types the rows of a batch as their source's, judges what could be typed as the rows of files are judged, and encodes the
 * events. A value that cannot take its column's type is a violation, whatever reads it: the archive could not keep it.
 */
final class BatchPreparation {
    private final IngestBatch batch;
    private final LiveCatalog catalog;
    private final LiveSource source;
    private final ColumnBatch sent;
    private final CheckedRows typed;
    private final int[] positions;
    private final ColumnBatch rows;
    private final UniqueKey uniqueKey;
    private final JudgedRows judged;
    private final List<List<PreparedEvent.ViewRow>> viewRows = new ArrayList<>();
    private final Retries retries;
    private final RowErasure.Outcome erasure;
    private final CopiesWithoutKeys copies;

    /** What keeps a row from being taken twice. */
    enum Retries {
        /** Its unique key or its sequence: a row has to have one of them. */
        TOLD_BY_THE_ROW,
        /** Whoever prepares it. */
        TOLD_OTHERWISE
    }

    private BatchPreparation(IngestBatch batch, LiveCatalog catalog, LiveSource source, Retries retries) {
        this.retries = retries;
        this.batch = batch;
        this.catalog = catalog;
        this.source = source;
        this.erasure = source.erasure().ofSent(batch.events(), source.types());
        this.sent = erasure.rows();
        this.copies = CopiesWithoutKeys.of(source, batch.events(), erasure);
        this.typed = source.types().check(sent);
        this.positions =
                IntStream.of(typed.validRows()).filter(row -> !isErased(row)).toArray();
        this.rows = typed.rows().gather(positions);
        this.uniqueKey = source.definition().roles().uniqueKeyIn(rows.schema());
        this.judged = source.admission().judge(rows);
        for (int row = 0; row < positions.length; row++) {
            viewRows.add(new ArrayList<>(source.views().size()));
        }
    }

    static PreparedBatch prepare(IngestBatch batch, LiveCatalog catalog, LiveSource source, Retries retries) {
        return new BatchPreparation(batch, catalog, source, retries).prepare();
    }

    private PreparedBatch prepare() {
        for (int i = 0; i < source.views().size(); i++) {
            LiveView view = source.views().get(i);
            judged.admitted(i).ifPresent(admitted -> addRows(view, admitted));
        }
        List<PreparedEvent> events = new ArrayList<>();
        for (int row = 0; row < positions.length; row++) {
            if (judged.isEvent(row)) {
                events.add(event(row));
            }
        }
        return new PreparedBatch(batch, catalog, source, events, rejections());
    }

    /** Whether the row names an erased entity, and is no other's event. */
    private boolean isErased(int row) {
        return erasure.fates()[row] == RowErasure.Fate.REMOVED;
    }

    private void addRows(LiveView view, AdmittedRows admitted) {
        for (int i = 0; i < admitted.rows().length; i++) {
            byte[] row = view.codec().encode(admitted.kept(), i);
            viewRows.get(admitted.rows()[i])
                    .add(new PreparedEvent.ViewRow(view, admitted.keys().key(i), row));
        }
    }

    private PreparedEvent event(int row) {
        byte[] encoded = source.codec().encode(rows, row);
        boolean isVersioned = uniqueKey.isWhole(rows, row);
        if (!isVersioned && retries == Retries.TOLD_BY_THE_ROW) {
            BatchChecks.requireSequenceOf(positions[row], batch);
        }
        long eventTime = judged.eventTimeMicros(row);
        return new PreparedEvent(
                positions[row],
                eventTime,
                encoded,
                isVersioned ? Optional.of(seen(positions[row], eventTime, encoded)) : Optional.empty(),
                isVersioned ? copies.seen(positions[row], eventTime, encoded) : List.of(),
                viewRows.get(row));
    }

    private SeenRow seen(int row, long eventTimeMicros, byte[] encoded) {
        return new SeenRow(
                SeenKey.of(source.id(), eventTimeMicros, encoded),
                erasure.lost().columns(row));
    }

    private List<Rejection> rejections() {
        Map<Integer, List<Violation>> violations = UntypedRows.violations(source.admission(), sent, typed);
        for (int row : judged.rejected()) {
            int index = positions[row];
            violations.put(
                    index,
                    judged.violations(row).stream()
                            .map(each -> new Violation(index, each.column(), each.reason(), each.message()))
                            .toList());
        }
        for (int row = 0; row < erasure.fates().length; row++) {
            if (isErased(row)) {
                violations.put(row, List.of(erased(row)));
            }
        }
        return violations.entrySet().stream()
                .map(entry -> new Rejection(
                        entry.getKey(),
                        batch.sequence(entry.getKey()),
                        isErased(entry.getKey())
                                ? OnViolation.DROP
                                : source.definition().onViolation(),
                        entry.getValue()))
                .toList();
    }

    private Violation erased(int row) {
        String column = source.views().getFirst().program().keyColumns().getFirst();
        return new Violation(row, column, Violation.Reason.ERASED, "the entity was erased");
    }
}
