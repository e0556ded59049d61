package dev.asof.online.load;

import dev.asof.online.live.LiveSource;
import dev.asof.online.live.LiveView;
import dev.asof.online.state.catalog.FileCounts;
import dev.asof.online.state.catalog.LoadPass;
import dev.asof.online.state.catalog.Origin;
import dev.asof.online.state.catalog.StoredView;
import dev.asof.registry.compute.admission.AdmittedRows;
import dev.asof.registry.compute.admission.JudgedRows;
import dev.asof.registry.compute.schema.ColumnBatch;
import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;

/**
 * One reading of a file, for all views that lack something of it. Its rows stay invisible until the passes are
 * committed, so it can be broken off anywhere and begun again. Used by one thread.
 */
final class FilePass {
    private final Consumer<Consumer<EventSink>> storing;
    private final LiveSource source;
    private final long untilMicros;
    private final List<ViewPass> passes;
    private final Rejects rejects;
    private FileCounts counts = FileCounts.NONE;

    /** A view that the file is loaded into. */
    record ViewPass(LiveView view, LoadPass pass) {}

    /** Takes the events. */
    @FunctionalInterface
    interface EventSink {
        void append(StoredView view, byte[] entityKey, Origin origin, byte[] row);
    }

    /** @param storing does something with a sink, and keeps what it got */
    FilePass(
            Consumer<Consumer<EventSink>> storing,
            LiveSource source,
            long untilMicros,
            List<ViewPass> passes,
            Rejects rejects) {
        this.storing = storing;
        this.source = source;
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
        JudgedRows judged = source.admission().judge(rows);
        for (ViewPass pass : passes) {
            judged.admitted(source.views().indexOf(pass.view()))
                    .ifPresent(admitted -> storing.accept(sink -> store(pass, admitted, firstRow, sink)));
        }
        for (int row : judged.rejected()) {
            rejects.add(rows, row, firstRow + row, judged.violations(row));
        }
        count(judged, source.erasure().removed(rows));
    }

    private void store(ViewPass pass, AdmittedRows admitted, long firstRow, EventSink sink) {
        LiveView view = pass.view();
        long[] times = admitted.eventTimes();
        Origin ofPass = new Origin.OfPass(pass.pass().id());
        for (int i = 0; i < times.length; i++) {
            if (pass.pass().takes(times[i])) {
                byte[] row = view.codec().encode(admitted.kept(), i);
                Origin origin = view.isVersioned(admitted.kept(), i)
                        ? ofPass
                        : new Origin.RowOfPass(pass.pass().id(), firstRow + admitted.rows()[i]);
                sink.append(view.stored(), admitted.keys().key(i), origin, row);
            }
        }
    }

    private void count(JudgedRows judged, BitSet erased) {
        long events = 0;
        long later = 0;
        long lastMicros = counts.lastEventMicros();
        for (int row = 0; row < judged.size(); row++) {
            if (judged.isEvent(row) && !erased.get(row)) {
                long micros = judged.eventTimeMicros(row);
                boolean isLater = micros > untilMicros;
                events += isLater ? 0 : 1;
                later += isLater ? 1 : 0;
                lastMicros = isLater ? lastMicros : Math.max(lastMicros, micros);
            }
        }
        long rejected = judged.size() - events - later - erased.cardinality();
        boolean isKept = rejects.areKept();
        counts = new FileCounts(
                counts.rows() + judged.size(),
                counts.events() + events,
                counts.quarantined() + (isKept ? rejected : 0),
                counts.dropped() + (isKept ? 0 : rejected),
                counts.leftForLater() + later,
                lastMicros);
    }
}
