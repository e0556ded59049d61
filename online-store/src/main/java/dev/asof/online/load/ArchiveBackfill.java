package dev.asof.online.load;

import dev.asof.online.live.LiveSource;
import dev.asof.online.live.LiveView;
import dev.asof.online.state.StateStore;
import dev.asof.online.state.StateWrite;
import dev.asof.online.state.catalog.Origin;
import dev.asof.online.state.catalog.SourceCounts;
import dev.asof.online.state.database.Durability;
import dev.asof.registry.compute.program.AdmittedRows;
import dev.asof.registry.compute.program.RowAdmission;
import dev.asof.registry.compute.schema.LongColumn;
import java.util.List;
import java.util.Optional;

/**
 * Reads the archive of a source into views that it was never loaded into, with the acceptances that the events had, and marks it
 * as loaded into these. Reading it again changes nothing. Used by one thread.
 */
final class ArchiveBackfill {
    private final StateStore state;
    private final LiveSource source;
    private final List<LiveView> views;
    private long events;
    private long lastEventMicros = SourceCounts.NEVER;
    private long lastAcceptedMicros = SourceCounts.NEVER;

    ArchiveBackfill(StateStore state, LiveSource source, List<LiveView> views) {
        this.state = state;
        this.source = source;
        this.views = views;
    }

    /** Returns how many events the archive holds. */
    long run(SourceFiles files) {
        try (ArchivedBatches batches = files.openArchive(source.definition())) {
            Optional<ArchivedBatches.ArchivedBatch> batch = batches.next();
            while (batch.isPresent()) {
                add(batch.get());
                batch = batches.next();
            }
        }
        state.write(Durability.SYNCED, write -> {
            finish(write);
            return events;
        });
        return events;
    }

    private void add(ArchivedBatches.ArchivedBatch batch) {
        state.write(Durability.BUFFERED, write -> {
            views.stream()
                    .filter(view -> source.admission()
                            .isFor(admission(view), batch.events().schema()))
                    .forEach(view -> store(view, batch, write));
            return write.size();
        });
        events += batch.acceptedAtMicros().length;
        for (long micros : batch.acceptedAtMicros()) {
            lastAcceptedMicros = Math.max(lastAcceptedMicros, micros);
        }
    }

    private RowAdmission admission(LiveView view) {
        return view.program().admission(source.name());
    }

    private void store(LiveView view, ArchivedBatches.ArchivedBatch batch, StateWrite write) {
        AdmittedRows admitted = admission(view).admit(batch.events());
        long[] times = ((LongColumn) admitted.kept().column(view.program().eventTimeIndex())).values();
        for (int i = 0; i < times.length; i++) {
            long acceptedAt = batch.acceptedAtMicros()[admitted.rows()[i]];
            byte[] row = view.codec().encode(admitted.kept(), i);
            write.append(view.stored(), admitted.keys().key(i), new Origin.Stamped(acceptedAt), row);
            lastEventMicros = Math.max(lastEventMicros, times[i]);
        }
    }

    private void finish(StateWrite write) {
        SourceCounts counts = write.counts(source.id());
        if (events > 0) {
            write.acceptAfter(lastAcceptedMicros);
        }
        if (events > 0 && counts.accepted() == 0) {
            write.putCounts(
                    source.id(),
                    counts.plusAccepted(events, lastEventMicros, lastAcceptedMicros)
                            .plusArchived(events, lastAcceptedMicros));
        }
        views.forEach(view -> write.markLoaded(view.stored(), source.id()));
    }
}
