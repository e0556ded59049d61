package dev.asof.online.ingest;

import dev.asof.online.archive.QuarantineRoller;
import dev.asof.online.live.LiveCatalog;
import dev.asof.online.live.LiveDefinitions;
import dev.asof.online.live.LiveSource;
import dev.asof.online.state.PendingRow;
import dev.asof.online.state.StateStore;
import dev.asof.online.state.StateWrite;
import dev.asof.online.state.catalog.EmptiedFile;
import dev.asof.online.state.database.Durability;
import dev.asof.registry.quarantine.QuarantineFilter;
import dev.asof.registry.quarantine.QuarantineFolder;
import dev.asof.registry.quarantine.QuarantinedRow;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Offers rows in quarantine to ingest once more: by the definitions that are applied now they may be events. Thread-safe; one replay
 * at a time, during which nothing is moved to the quarantine.
 *
 * <p>All rows of a file leave it in one write: those that are events are accepted, all others wait for the quarantine as if they came
 * now, and the file is noted as emptied. Then it is removed, and the note after it. So whatever happens between, every row
 * is in one place, and {@link #finish} removes what is left of the file.
 */
public final class QuarantineReplay {
    private final StateStore state;
    private final LiveDefinitions definitions;
    private final QuarantineFolder quarantine;
    private final QuarantineRoller roller;

    public QuarantineReplay(
            StateStore state, LiveDefinitions definitions, QuarantineFolder quarantine, QuarantineRoller roller) {
        this.state = state;
        this.definitions = definitions;
        this.quarantine = quarantine;
        this.roller = roller;
    }

    /** Removes the files that a replay emptied before it was killed. To be called before anything is moved to the quarantine. */
    public void finish() {
        for (EmptiedFile file : state.emptiedFiles()) {
            definitions.current().sources().stream()
                    .filter(source -> source.id() == file.source())
                    .forEach(source -> remove(source, file));
        }
    }

    /**
     * Replays the rows that the filter accepts.
     *
     * @return a report for each source
     * @throws dev.asof.registry.error.AsofException UNKNOWN_NAME, NOT_APPLIED, FEEDING_CONFLICT or IO_FAILED; what was done before stays
     */
    public List<ReplayReport> replay(QuarantineFilter filter) {
        List<String> names = filter.source().map(List::of).orElseGet(List::of);
        List<ReplayReport> reports = new ArrayList<>();
        for (LiveSource source : definitions.refresh().requireSources(names)) {
            roller.flush(source);
            roller.standStill(() -> reports.add(replay(source.name(), filter)));
        }
        return reports;
    }

    private ReplayReport replay(String source, QuarantineFilter filter) {
        finish();
        ReplayReport report = new ReplayReport(source, 0, 0, 0, quarantine.countOfFiles(source, filter));
        for (String file : quarantine.ingested(source)) {
            List<QuarantinedRow> rows = quarantine.readIngested(source, file);
            if (rows.stream().anyMatch(filter::accepts)) {
                report = report.plus(replay(source, file, rows, filter));
            }
        }
        return report;
    }

    private ReplayReport replay(String source, String file, List<QuarantinedRow> rows, QuarantineFilter filter) {
        Optional<ReplayReport> report = Optional.empty();
        while (report.isEmpty()) {
            LiveCatalog catalog = definitions.current();
            LiveSource live = catalog.requireSource(source);
            ReplayedRows replayed = ReplayedRows.judge(rows, filter, catalog, live);
            if (!replayed.isAnyChanged()) {
                return new ReplayReport(source, 0, 0, replayed.kept().size(), 0);
            }
            EmptiedFile emptied = new EmptiedFile(live.id(), file);
            report = state.write(Durability.SYNCED, write -> move(replayed, emptied, catalog, live, write));
            if (report.isPresent()) {
                remove(live, emptied);
            }
        }
        return report.get();
    }

    /** Empty if other definitions were applied since the rows were judged. */
    private Optional<ReplayReport> move(
            ReplayedRows replayed, EmptiedFile file, LiveCatalog catalog, LiveSource source, StateWrite write) {
        if (catalog != definitions.current()) {
            return Optional.empty();
        }
        Acceptance acceptance = new Acceptance(source, write);
        acceptance.requireFedByEvents();
        int accepted = acceptance.accept(replayed.events()).events();
        write.quarantine(source.id(), withoutCopies(replayed, file, source, write));
        write.putCounts(source.id(), write.counts(source.id()).plusReleased(replayed.size()));
        write.putEmptied(file);
        return Optional.of(new ReplayReport(
                source.name(),
                accepted,
                replayed.events().size() - accepted,
                replayed.kept().size(),
                0));
    }

    /** The rows that stay; one that is there already as it would be from now on is there once. */
    private List<QuarantinedRow> withoutCopies(
            ReplayedRows replayed, EmptiedFile file, LiveSource source, StateWrite write) {
        Set<String> elsewhere = standing(notNew(replayed, source, write), file, source);
        List<QuarantinedRow> staying = new ArrayList<>(replayed.passedOver());
        Set<String> here = staying.stream().map(QuarantinedRow::id).collect(Collectors.toCollection(HashSet::new));
        for (ReplayedRows.Kept kept : replayed.kept()) {
            QuarantinedRow now = kept.now();
            if (now.hasSequence() || (!elsewhere.contains(now.id()) && here.add(now.id()))) {
                staying.add(now);
            }
        }
        return staying;
    }

    /**
     * Notes as sent what rows are from now on, in place of what they were: as such they are in no quarantine any more.
     *
     * @return the ids of those that were noted before
     */
    private static Set<String> notNew(ReplayedRows replayed, LiveSource source, StateWrite write) {
        Map<String, QuarantinedRow> changed = new LinkedHashMap<>();
        for (ReplayedRows.Kept kept : replayed.kept()) {
            String id = kept.now().id();
            if (!kept.now().hasSequence() && !id.equals(kept.before().id())) {
                changed.put(id, kept.now());
                write.forgetSeen(List.of(BatchCommit.seenKey(source.id(), kept.before())));
            }
        }
        boolean[] areNew = write.areNew(changed.values().stream()
                .map(row -> BatchCommit.seenKey(source.id(), row))
                .toList());
        List<String> ids = List.copyOf(changed.keySet());
        return IntStream.range(0, areNew.length)
                .filter(i -> !areNew[i])
                .mapToObj(ids::get)
                .collect(Collectors.toSet());
    }

    /** Those of the ids whose rows are in the quarantine or wait for it, the file aside: what was sent may have been dropped. */
    private Set<String> standing(Set<String> ids, EmptiedFile file, LiveSource source) {
        if (ids.isEmpty()) {
            return Set.of();
        }
        Stream<QuarantinedRow> inFiles = quarantine.ingested(source.name()).stream()
                .filter(other -> !other.equals(file.rowsSha256()))
                .flatMap(other -> quarantine.readIngested(source.name(), other).stream());
        Stream<QuarantinedRow> waiting =
                state.pending().quarantined(source.id(), Long.MAX_VALUE, Integer.MAX_VALUE).stream()
                        .map(PendingRow::row);
        return Stream.concat(inFiles, waiting)
                .map(QuarantinedRow::id)
                .filter(ids::contains)
                .collect(Collectors.toSet());
    }

    private void remove(LiveSource source, EmptiedFile file) {
        quarantine.forgetIngested(source.name(), file.rowsSha256());
        state.write(Durability.SYNCED, write -> {
            write.removeEmptied(file);
            return file;
        });
    }
}
