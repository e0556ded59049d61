package dev.asof.online.load;

import dev.asof.online.live.LiveSource;
import dev.asof.online.live.LiveView;
import dev.asof.online.state.StateStore;
import dev.asof.online.state.StateWrite;
import dev.asof.online.state.catalog.Origin;
import dev.asof.online.state.catalog.SourceCounts;
import dev.asof.online.state.database.Durability;
import dev.asof.registry.catalog.VersionedName;
import dev.asof.registry.compute.admission.AdmittedRows;
import dev.asof.registry.compute.admission.RowAdmission;
import dev.asof.registry.compute.event.Violation;
import dev.asof.registry.compute.schema.Schema;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads the archive of a source into views that it was never loaded into, with the acceptances that the events had, and marks it
 * as loaded into these. Reading it again changes nothing. Used by one thread.
 */
final class ArchiveBackfill {
    private final StateStore state;
    private final LiveSource source;
    private final List<LiveView> views;
    private final SortedMap<VersionedName, LoadReport.PassedOver> passedOver = new TreeMap<>();
    private long events;
    private long lastEventMicros = SourceCounts.NEVER;
    private long lastAcceptedMicros = SourceCounts.NEVER;

    ArchiveBackfill(StateStore state, LiveSource source, List<LiveView> views) {
        this.state = state;
        this.source = source;
        this.views = views;
    }

    /** How many events the archive holds. */
    long events() {
        return events;
    }

    /** Those that are none of one of the views, by view. */
    List<LoadReport.PassedOver> passedOver() {
        return List.copyOf(passedOver.values());
    }

    void run(SourceFiles files) {
        try (ArchivedBatches batches =
                files.openArchive(source.definition(), source.admission().columns())) {
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
    }

    private void add(ArchivedBatches.ArchivedBatch batch) {
        state.write(Durability.BUFFERED, write -> {
            views.forEach(view -> add(view, batch, write));
            return write.size();
        });
        events += batch.acceptedAtMicros().length;
        for (long micros : batch.acceptedAtMicros()) {
            lastAcceptedMicros = Math.max(lastAcceptedMicros, micros);
        }
    }

    private void add(LiveView view, ArchivedBatches.ArchivedBatch batch, StateWrite write) {
        Schema types = batch.events().schema();
        RowAdmission admission = view.program().admission(source.name());
        if (source.admission().isForArchived(admission, types)) {
            store(view, admission.admit(batch.events()), batch.acceptedAtMicros(), write);
        } else {
            passOver(
                    view, batch.events().rowCount(), admission.unreadable(types).orElseThrow());
        }
    }

    private void store(LiveView view, AdmittedRows admitted, long[] acceptedAtMicros, StateWrite write) {
        long[] times = admitted.eventTimes();
        for (int i = 0; i < times.length; i++) {
            long acceptedAt = acceptedAtMicros[admitted.rows()[i]];
            byte[] row = view.codec().encode(admitted.kept(), i);
            write.append(view.stored(), admitted.keys().key(i), new Origin.Stamped(acceptedAt), row);
            lastEventMicros = Math.max(lastEventMicros, times[i]);
        }
        List<Violation> refusals = refusals(view, admitted);
        if (!refusals.isEmpty()) {
            Violation first = refusals.getFirst();
            long rows = refusals.stream().mapToInt(Violation::row).distinct().count();
            passOver(view, rows, "column '" + first.column() + "': " + first.message());
        }
    }

    /** What is wrong with rows, unless they have no key: those are events of others. */
    private static List<Violation> refusals(LiveView view, AdmittedRows admitted) {
        return admitted.violations().stream()
                .filter(each -> each.reason() != Violation.Reason.NULL
                        || !view.program().keyColumns().contains(each.column()))
                .toList();
    }

    private void passOver(LiveView view, long rows, String reason) {
        passedOver.merge(view.id(), new LoadReport.PassedOver(view.id(), rows, reason), LoadReport.PassedOver::and);
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
