package dev.asof.online.load;

import dev.asof.online.archive.ArchiveRoller;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads the archive of a source into views that it was never loaded into, with the acceptances that the events had, and marks it
 * as loaded into these. What is accepted meanwhile reaches them by itself, and is not read. Reading again changes nothing. Used by one thread.
 */
final class ArchiveBackfill {
    private final StateStore state;
    private final LiveSource source;
    private final List<LiveView> views;
    private final List<Gap> gaps = new ArrayList<>();
    private final SortedMap<VersionedName, LoadReport.PassedOver> passedOver = new TreeMap<>();
    private long events;
    private long lastEventMicros = SourceCounts.NEVER;
    private long lastAcceptedMicros = SourceCounts.NEVER;

    /** What a view lacks: the events until an acceptance, inclusive. */
    private record Gap(LiveView view, long untilMicros) {}

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

    void run(SourceFiles files, ArchiveRoller archive) {
        takeEvents(files);
        archive.flush(source);
        read(files);
        state.write(Durability.SYNCED, write -> {
            finish(write);
            return events;
        });
    }

    /** Stamps from now on are later than all of the archive, also where those are of a store from before whose clock was ahead. */
    private void takeEvents(SourceFiles files) {
        OptionalLong archived = files.lastArchived(source.definition());
        state.write(Durability.BUFFERED, write -> {
            archived.ifPresent(write::acceptAfter);
            views.forEach(view -> gaps.add(new Gap(view, write.takeEvents(view.stored(), source.id()))));
            return views;
        });
    }

    private void read(SourceFiles files) {
        try (ArchivedBatches batches =
                files.openArchive(source.definition(), source.admission().columns())) {
            Optional<ArchivedBatches.ArchivedBatch> batch = batches.next();
            while (batch.isPresent()) {
                add(batch.get());
                batch = batches.next();
            }
        }
    }

    private void add(ArchivedBatches.ArchivedBatch batch) {
        state.write(Durability.BUFFERED, write -> {
            gaps.forEach(gap -> add(gap, batch, write));
            return write.size();
        });
        events += batch.acceptedAtMicros().length;
        for (long micros : batch.acceptedAtMicros()) {
            lastAcceptedMicros = Math.max(lastAcceptedMicros, micros);
        }
    }

    private void add(Gap gap, ArchivedBatches.ArchivedBatch batch, StateWrite write) {
        LiveView view = gap.view();
        Schema types = batch.events().schema();
        RowAdmission admission = view.program().admission(source.name());
        if (source.admission().isForArchived(admission, types)) {
            store(gap, admission.admit(batch.events()), batch.acceptedAtMicros(), write);
        } else {
            passOver(
                    view, batch.events().rowCount(), admission.unreadable(types).orElseThrow());
        }
    }

    private void store(Gap gap, AdmittedRows admitted, long[] acceptedAtMicros, StateWrite write) {
        LiveView view = gap.view();
        long[] times = admitted.eventTimes();
        for (int i = 0; i < times.length; i++) {
            long acceptedAt = acceptedAtMicros[admitted.rows()[i]];
            if (acceptedAt <= gap.untilMicros()) {
                byte[] row = view.codec().encode(admitted.kept(), i);
                write.append(view.stored(), admitted.keys().key(i), new Origin.Stamped(acceptedAt), row);
            }
            lastEventMicros = Math.max(lastEventMicros, times[i]);
        }
        passOverRefused(view, admitted);
    }

    private void passOverRefused(LiveView view, AdmittedRows admitted) {
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
        if (events > 0 && counts.accepted() == 0) {
            write.putCounts(
                    source.id(),
                    counts.plusAccepted(events, lastEventMicros, lastAcceptedMicros)
                            .plusArchived(events, lastAcceptedMicros));
        }
        views.forEach(view -> write.markLoaded(view.stored(), source.id()));
    }
}
