package dev.asof.online.ingest;

import dev.asof.online.archive.QuarantineRoller;
import dev.asof.online.live.LiveCatalog;
import dev.asof.online.live.LiveDefinitions;
import dev.asof.online.live.LiveSource;
import dev.asof.online.state.StateStore;
import dev.asof.online.state.StateWrite;
import dev.asof.online.state.catalog.EmptiedFile;
import dev.asof.online.state.database.Durability;
import dev.asof.registry.quarantine.QuarantineFilter;
import dev.asof.registry.quarantine.QuarantineFolder;
import dev.asof.registry.quarantine.QuarantinedRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Offers rows in quarantine to ingest once more: by the definitions that are applied now they may be events. Thread-safe; one replay
 * at a time, during which nothing is moved to the quarantine.
 *
 * <p>All rows of a file leave it in one write: those that are events are accepted, all others wait for the quarantine as if they came
 * now, and the file is noted as emptied. Then it is removed, and the note after it. So whatever happens between, every row
 * is in one place: the {@link QuarantineRoller} removes what is left of the file before it moves a row.
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
        LiveSource live = definitions.current().requireSource(source);
        roller.removeEmptied(live);
        StandingRows standing = new StandingRows(state.pending(), quarantine, live.id(), source);
        ReplayReport report = new ReplayReport(source, 0, 0, 0, quarantine.countOfFiles(source, filter));
        for (String file : quarantine.ingested(source)) {
            List<QuarantinedRow> rows = quarantine.readIngested(source, file);
            if (rows.stream().anyMatch(filter::accepts)) {
                report = report.plus(replay(source, file, rows, filter, standing));
            }
        }
        return report;
    }

    private ReplayReport replay(
            String source, String file, List<QuarantinedRow> rows, QuarantineFilter filter, StandingRows standing) {
        Optional<ReplayReport> report = Optional.empty();
        while (report.isEmpty()) {
            LiveCatalog catalog = definitions.current();
            LiveSource live = catalog.requireSource(source);
            ReplayedRows replayed = ReplayedRows.judge(rows, filter, catalog, live);
            if (!replayed.isAnyChanged()) {
                return new ReplayReport(source, 0, 0, replayed.kept().size(), 0);
            }
            Copies copies = new Copies(replayed, rows, standing);
            EmptiedFile emptied = new EmptiedFile(live.id(), file);
            report = state.write(
                    Durability.SYNCED,
                    write -> catalog == definitions.current()
                            ? Optional.of(move(replayed, copies, emptied, live, write))
                            : Optional.empty());
            if (report.isPresent()) {
                roller.removeEmptied(live);
                standing.forget(rows);
            }
        }
        return report.get();
    }

    private static ReplayReport move(
            ReplayedRows replayed, Copies copies, EmptiedFile file, LiveSource source, StateWrite write) {
        Acceptance acceptance = new Acceptance(source, write);
        acceptance.requireFedByEvents();
        int accepted = acceptance.accept(replayed.events()).events();
        write.pending().quarantine(source.id(), copies.leftOut(source, write));
        write.putCounts(source.id(), write.counts(source.id()).plusReleased(replayed.size()));
        write.putEmptied(file);
        return new ReplayReport(
                source.name(),
                accepted,
                replayed.events().size() - accepted,
                replayed.kept().size(),
                0);
    }
}
