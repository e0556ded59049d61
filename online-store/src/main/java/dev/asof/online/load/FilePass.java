package dev.asof.online.load;

import dev.asof.online.live.LiveSource;
import dev.asof.online.live.LiveView;
import dev.asof.online.state.Acceptance;
import dev.asof.online.state.Durability;
import dev.asof.online.state.EventIdentity;
import dev.asof.online.state.FileCounts;
import dev.asof.online.state.LoadPass;
import dev.asof.online.state.SourceCounts;
import dev.asof.online.state.StateStore;
import dev.asof.online.state.StateWrite;
import dev.asof.registry.compute.event.CheckedRows;
import dev.asof.registry.compute.event.ContractCheck;
import dev.asof.registry.compute.event.Violation;
import dev.asof.registry.compute.program.AdmittedRows;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.LongColumn;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import dev.asof.registry.quarantine.QuarantineOrigin;
import dev.asof.registry.quarantine.QuarantineWriter;
import dev.asof.registry.quarantine.QuarantinedRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

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
    private final Optional<QuarantineWriter> quarantine;
    private FileCounts counts = FileCounts.NONE;

    /** A view that the file is loaded into. */
    record ViewPass(LiveView view, LoadPass pass) {}

    /**
     * @param quarantine where rows that violate the contract are kept, if they are
     */
    FilePass(
            StateStore state,
            LiveSource source,
            SourceFile file,
            long untilMicros,
            List<ViewPass> passes,
            Optional<QuarantineWriter> quarantine) {
        this.state = state;
        this.source = source;
        this.file = file;
        this.fileHash = Long.parseUnsignedLong(file.sha256().substring(0, 16), 16);
        this.untilMicros = untilMicros;
        this.passes = passes;
        this.quarantine = quarantine;
    }

    /** What the rows read so far are. */
    FileCounts counts() {
        return counts;
    }

    /** Stores the next rows of the file. */
    void add(ColumnBatch rows) {
        long firstRow = counts.rows();
        RowOutcomes outcomes = new RowOutcomes(rows.rowCount());
        if (source.views().isEmpty()) {
            outcomes.addChecked(new ContractCheck(source.definition().contract(List.of())).check(rows), source);
        }
        for (LiveView view : source.views()) {
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

    private static long[] times(AdmittedRows admitted, LiveView view) {
        return ((LongColumn) admitted.kept().column(view.program().eventTimeIndex())).values();
    }

    private void keepRejected(ColumnBatch rows, RowOutcomes outcomes, long firstRow) {
        for (int row = 0; row < rows.rowCount(); row++) {
            if (outcomes.isEvent(row)) {
                continue;
            }
            List<Violation> violations = outcomes.violations(row);
            switch (source.definition().onViolation()) {
                case FAIL -> throw violated(firstRow + row, violations);
                case QUARANTINE -> {
                    QuarantinedRow kept = quarantined(rows, row, firstRow, violations);
                    quarantine.ifPresent(writer -> writer.add(kept));
                }
                case DROP -> {
                    // Counted, and nothing else.
                }
            }
        }
    }

    private QuarantinedRow quarantined(ColumnBatch rows, int row, long firstRow, List<Violation> violations) {
        return QuarantinedRow.of(
                source.name(),
                new QuarantineOrigin.FileRow(file.path(), file.sha256(), firstRow + row),
                OptionalLong.empty(),
                rows,
                row,
                violations);
    }

    private AsofException violated(long row, List<Violation> violations) {
        Violation first = violations.getFirst();
        return new AsofException(
                ErrorCode.CONTRACT_VIOLATION,
                "Cannot load source '" + source.name() + "': in row " + row + " of " + file.path() + ", column '"
                        + first.column() + "': " + first.message()
                        + ". The source says on_violation: fail; correct the file, or let it quarantine or drop.");
    }

    private void count(RowOutcomes outcomes) {
        long rejected = outcomes.rejected();
        long later = outcomes.after(untilMicros);
        boolean isKept = quarantine.isPresent();
        counts = new FileCounts(
                counts.rows() + outcomes.size(),
                counts.events() + outcomes.size() - rejected - later,
                counts.quarantined() + (isKept ? rejected : 0),
                counts.dropped() + (isKept ? 0 : rejected),
                counts.leftForLater() + later,
                Math.max(counts.lastEventMicros(), outcomes.lastUntil(untilMicros)));
    }

    /** What each row of a batch is: an event if any view admits it, otherwise what is wrong with it. */
    private static final class RowOutcomes {
        private final boolean[] events;
        private final long[] times;
        private final List<List<Violation>> violations = new ArrayList<>();

        RowOutcomes(int size) {
            this.events = new boolean[size];
            this.times = new long[size];
            for (int row = 0; row < size; row++) {
                violations.add(List.of());
            }
        }

        int size() {
            return events.length;
        }

        boolean isEvent(int row) {
            return events[row];
        }

        List<Violation> violations(int row) {
            return violations.get(row);
        }

        void addAdmitted(AdmittedRows admitted, LiveView view) {
            long[] admittedTimes = times(admitted, view);
            for (int i = 0; i < admittedTimes.length; i++) {
                events[admitted.rows()[i]] = true;
                times[admitted.rows()[i]] = admittedTimes[i];
            }
            addViolations(admitted.violations());
        }

        void addChecked(CheckedRows checked, LiveSource source) {
            LongColumn column =
                    (LongColumn) checked.rows().column(source.contract().eventTime());
            for (int row : checked.validRows()) {
                events[row] = true;
                times[row] = column.values()[row];
            }
            addViolations(checked.violations());
        }

        private void addViolations(List<Violation> found) {
            for (Violation violation : found) {
                if (!violations.get(violation.row()).contains(violation)) {
                    List<Violation> all = new ArrayList<>(violations.get(violation.row()));
                    all.add(violation);
                    violations.set(violation.row(), all);
                }
            }
        }

        long rejected() {
            long count = 0;
            for (boolean isEvent : events) {
                count += isEvent ? 0 : 1;
            }
            return count;
        }

        long after(long micros) {
            long count = 0;
            for (int row = 0; row < events.length; row++) {
                count += events[row] && times[row] > micros ? 1 : 0;
            }
            return count;
        }

        long lastUntil(long micros) {
            long last = SourceCounts.NEVER;
            for (int row = 0; row < events.length; row++) {
                last = events[row] && times[row] <= micros ? Math.max(last, times[row]) : last;
            }
            return last;
        }
    }
}
