package dev.asof.online.load;

import dev.asof.online.live.LiveSource;
import dev.asof.online.live.LiveView;
import dev.asof.online.state.Acceptance;
import dev.asof.online.state.Durability;
import dev.asof.online.state.EventIdentity;
import dev.asof.online.state.FileCounts;
import dev.asof.online.state.LoadPass;
import dev.asof.online.state.StateStore;
import dev.asof.online.state.StateWrite;
import dev.asof.registry.compute.event.ContractCheck;
import dev.asof.registry.compute.program.AdmittedRows;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.LongColumn;
import java.util.List;
import java.util.Optional;

/**
 * One reading of a file, for all views that lack something of it. Its rows stay invisible until the passes are
 * committed, so it can be broken off anywhere and begun again. Used by one thread.
 */
final class FilePass {
    private final StateStore state;
    private final LiveSource source;
    private final SourceFile file;
    private final long fileHash;
    private final long untilMicros;
    private final List<ViewPass> passes;
    private final Rejects rejects;
    private FileCounts counts = FileCounts.NONE;

    /** A view that the file is loaded into. */
    record ViewPass(LiveView view, LoadPass pass) {}

    FilePass(
            StateStore state,
            LiveSource source,
            SourceFile file,
            long untilMicros,
            List<ViewPass> passes,
            Rejects rejects) {
        this.state = state;
        this.source = source;
        this.file = file;
        this.fileHash = Long.parseUnsignedLong(file.sha256().substring(0, 16), 16);
        this.untilMicros = untilMicros;
        this.passes = passes;
        this.rejects = rejects;
    }

    /** What the rows read so far are. */
    FileCounts counts() {
        return counts;
    }

    /** Stores the next rows of the file. */
    void add(ColumnBatch rows) {
        long firstRow = counts.rows();
        RowOutcomes outcomes = new RowOutcomes(rows.rowCount());
        List<LiveView> views = source.views().stream()
                .filter(view -> source.isFor(view, rows.schema()))
                .toList();
        if (views.isEmpty()) {
            outcomes.addChecked(new ContractCheck(source.definition().contract(List.of())).check(rows), source);
        }
        for (LiveView view : views) {
            AdmittedRows admitted = view.program().admit(rows);
            outcomes.addAdmitted(admitted, view);
            passInto(view)
                    .ifPresent(pass -> state.write(Durability.BUFFERED, write -> {
                        store(pass, admitted, firstRow, write);
                        return write.size();
                    }));
        }
        keepRejected(rows, outcomes, firstRow);
        count(outcomes);
    }

    private Optional<ViewPass> passInto(LiveView view) {
        return passes.stream().filter(pass -> pass.view() == view).findFirst();
    }

    private void store(ViewPass pass, AdmittedRows admitted, long firstRow, StateWrite write) {
        LiveView view = pass.view();
        long[] times = times(admitted, view);
        Acceptance acceptance = new Acceptance.OfPass(pass.pass().id());
        for (int i = 0; i < times.length; i++) {
            if (pass.pass().takes(times[i])) {
                byte[] row = view.codec().encode(admitted.kept(), i);
                EventIdentity byItself = new EventIdentity.FileRow(fileHash, firstRow + admitted.rows()[i]);
                EventIdentity identity = view.identity(admitted.kept(), i, row, byItself);
                write.putEvent(view.stored(), admitted.keys().key(i), times[i], identity, acceptance, row);
            }
        }
    }

    static long[] times(AdmittedRows admitted, LiveView view) {
        return ((LongColumn) admitted.kept().column(view.program().eventTimeIndex())).values();
    }

    private void keepRejected(ColumnBatch rows, RowOutcomes outcomes, long firstRow) {
        for (int row = 0; row < rows.rowCount(); row++) {
            if (!outcomes.isEvent(row)) {
                rejects.add(rows, row, firstRow + row, outcomes.violations(row));
            }
        }
    }

    private void count(RowOutcomes outcomes) {
        long rejected = outcomes.rejected();
        long later = outcomes.after(untilMicros);
        boolean isKept = rejects.areKept();
        counts = new FileCounts(
                counts.rows() + outcomes.size(),
                counts.events() + outcomes.size() - rejected - later,
                counts.quarantined() + (isKept ? rejected : 0),
                counts.dropped() + (isKept ? 0 : rejected),
                counts.leftForLater() + later,
                Math.max(counts.lastEventMicros(), outcomes.lastUntil(untilMicros)));
    }
}
