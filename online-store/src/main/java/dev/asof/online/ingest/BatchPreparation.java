package dev.asof.online.ingest;

import dev.asof.online.live.LiveCatalog;
import dev.asof.online.live.LiveSource;
import dev.asof.online.live.LiveView;
import dev.asof.online.state.EventIdentity;
import dev.asof.registry.compute.event.CheckedRows;
import dev.asof.registry.compute.event.Violation;
import dev.asof.registry.compute.program.AdmittedRows;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.LongColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Evaluates the source's contract on a batch, lets each view admit what is left, and encodes it. A row that is an event
 * of no view, because its entity key is null for each of them, is rejected too; one that is an event of some is accepted.
 */
final class BatchPreparation {
    private final IngestBatch batch;
    private final LiveCatalog catalog;
    private final LiveSource source;
    private final List<List<Violation>> violations = new ArrayList<>();
    private final List<List<PreparedEvent.ViewRow>> viewRows = new ArrayList<>();

    private BatchPreparation(IngestBatch batch, LiveCatalog catalog, LiveSource source) {
        this.batch = batch;
        this.catalog = catalog;
        this.source = source;
        for (int row = 0; row < batch.events().rowCount(); row++) {
            violations.add(new ArrayList<>());
            viewRows.add(new ArrayList<>());
        }
    }

    static PreparedBatch prepare(IngestBatch batch, LiveCatalog catalog, LiveSource source) {
        return new BatchPreparation(batch, catalog, source).prepare();
    }

    private PreparedBatch prepare() {
        CheckedRows checked = source.check().check(batch.events());
        checked.violations()
                .forEach(violation -> violations.get(violation.row()).add(violation));
        int[] valid = checked.validRows();
        ColumnBatch candidates = checked.rows().gather(valid);
        List<LiveView> views = source.views().stream()
                .filter(view -> source.isFor(view, candidates.schema()))
                .toList();
        views.forEach(view -> admit(view, candidates, valid));
        List<PreparedEvent> events = new ArrayList<>();
        for (int i = 0; i < valid.length; i++) {
            if (views.isEmpty() || !viewRows.get(valid[i]).isEmpty()) {
                events.add(event(candidates, i, valid[i]));
            }
        }
        return new PreparedBatch(batch, catalog, source, events, rejections(checked, events));
    }

    private void admit(LiveView view, ColumnBatch candidates, int[] positions) {
        AdmittedRows admitted = view.program().admit(candidates);
        LongColumn times = (LongColumn) admitted.kept().column(view.program().eventTimeIndex());
        for (int i = 0; i < admitted.rows().length; i++) {
            byte[] row = view.codec().encode(admitted.kept(), i);
            EventIdentity byItself = new EventIdentity.Ingested(0);
            EventIdentity identity = view.identity(admitted.kept(), i, row, byItself);
            viewRows.get(positions[admitted.rows()[i]])
                    .add(new PreparedEvent.ViewRow(
                            view,
                            admitted.keys().key(i),
                            times.values()[i],
                            row,
                            identity.equals(byItself) ? Optional.empty() : Optional.of(identity)));
        }
        for (Violation violation : admitted.violations()) {
            int row = positions[violation.row()];
            violations.get(row).add(new Violation(row, violation.column(), violation.reason(), violation.message()));
        }
    }

    private PreparedEvent event(ColumnBatch candidates, int position, int index) {
        byte[] row = source.codec().encode(candidates, position);
        LongColumn times = (LongColumn) candidates.column(source.contract().eventTime());
        boolean isVersioned = isVersioned(candidates, position);
        if (!isVersioned) {
            BatchChecks.requireSequenceOf(index, batch);
        }
        return new PreparedEvent(
                index,
                times.values()[position],
                row,
                isVersioned ? Optional.of(EventIdentity.contentHash(row)) : Optional.empty(),
                viewRows.get(index));
    }

    private boolean isVersioned(ColumnBatch rows, int row) {
        return source.hasUniqueKey()
                && source.contract().uniqueKey().stream()
                        .noneMatch(column -> rows.column(column).isNull(row));
    }

    private List<Rejection> rejections(CheckedRows checked, List<PreparedEvent> events) {
        boolean[] isEvent = new boolean[checked.valid().length];
        events.forEach(event -> isEvent[event.index()] = true);
        List<Rejection> rejections = new ArrayList<>();
        for (int row = 0; row < isEvent.length; row++) {
            if (!isEvent[row]) {
                rejections.add(new Rejection(
                        row,
                        batch.sequence(row),
                        source.definition().onViolation(),
                        violations.get(row).stream().distinct().toList()));
            }
        }
        return rejections;
    }
}
