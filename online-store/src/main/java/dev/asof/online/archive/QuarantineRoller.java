package dev.asof.online.archive;

import dev.asof.online.live.LiveSource;
import dev.asof.online.state.PendingRow;
import dev.asof.online.state.StateStore;
import dev.asof.online.state.catalog.EmptiedFile;
import dev.asof.online.state.catalog.Roll;
import dev.asof.online.state.database.Durability;
import dev.asof.registry.quarantine.QuarantineFolder;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Moves rejected rows from the state to the quarantine, with the same care as {@link ArchiveRoller}: the quarantine names
 * a file by its rows, and the note in the state sees to it that a restart keeps the same rows together. Thread-safe.
 */
public final class QuarantineRoller {
    private static final int ROWS_PER_FILE = 10_000;

    private final StateStore state;
    private final QuarantineFolder quarantine;

    public QuarantineRoller(StateStore state, QuarantineFolder quarantine) {
        this.state = state;
        this.quarantine = quarantine;
    }

    /** Does something while nothing is moved. */
    public synchronized void standStill(Runnable action) {
        action.run();
    }

    /** Moves all rows of a source that were rejected before this call; as long as others come, it has an end all the same. */
    public synchronized void flush(LiveSource source) {
        long through = state.counts(source.id()).quarantined() - 1;
        Optional<Roll> roll = begunOrNext(source.id(), through);
        while (roll.isPresent()) {
            List<PendingRow> rows =
                    state.pending().quarantined(source.id(), roll.get().last(), Integer.MAX_VALUE);
            quarantine.keepIngested(
                    source.name(), rows.stream().map(PendingRow::row).toList());
            finish(roll.get(), rows);
            roll = begunOrNext(source.id(), through);
        }
    }

    /** Counts anew how many ingested rows of a source are in quarantine, after some were removed. */
    public synchronized void recount(LiveSource source) {
        Set<String> emptied = state.emptiedFiles().stream()
                .filter(file -> file.source() == source.id())
                .map(EmptiedFile::rowsSha256)
                .collect(Collectors.toSet());
        long moved = quarantine.ingested(source.name()).stream()
                .filter(file -> !emptied.contains(file))
                .mapToLong(file -> quarantine.readIngested(source.name(), file).size())
                .sum();
        state.write(Durability.SYNCED, write -> {
            long waiting = state.pending()
                    .quarantined(source.id(), Long.MAX_VALUE, Integer.MAX_VALUE)
                    .size();
            write.putCounts(source.id(), write.counts(source.id()).withInQuarantine(moved + waiting));
            return waiting;
        });
    }

    private Optional<Roll> begunOrNext(int source, long through) {
        Optional<Roll> begun = state.roll(source, Roll.Kind.QUARANTINE);
        if (begun.isPresent()) {
            return begun;
        }
        List<PendingRow> rows = state.pending().quarantined(source, through, ROWS_PER_FILE);
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        Roll roll = new Roll(
                Roll.Kind.QUARANTINE,
                source,
                rows.getFirst().id(),
                rows.getLast().id());
        return Optional.of(state.write(Durability.SYNCED, write -> {
            write.putRoll(roll);
            return roll;
        }));
    }

    private void finish(Roll roll, List<PendingRow> rows) {
        state.write(Durability.SYNCED, write -> {
            rows.forEach(row -> write.removePendingQuarantine(roll.source(), row.id()));
            write.removeRoll(roll);
            return roll;
        });
    }
}
