package dev.asof.online.archive;

import dev.asof.online.live.LiveSource;
import dev.asof.online.state.PendingRow;
import dev.asof.online.state.SeenKey;
import dev.asof.online.state.StateStore;
import dev.asof.online.state.catalog.EmptiedFile;
import dev.asof.online.state.catalog.Roll;
import dev.asof.online.state.catalog.SourceCounts;
import dev.asof.online.state.database.Durability;
import dev.asof.registry.quarantine.QuarantineFolder;
import dev.asof.registry.quarantine.QuarantinedRow;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Moves rejected rows from the state to the quarantine, with the same care as {@link ArchiveRoller}: the quarantine names
 * a file by its rows, and the note in the state sees to it that a restart keeps the same rows together. Thread-safe.
 */
public final class QuarantineRoller {
    private static final int ROWS_PER_FILE = 10_000;
    private static final long NOT_MOVED = -1;

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
        moveAll(source);
    }

    /**
     * Removes the files of a source that a replay emptied. Before any row is moved: the quarantine names a file by its rows, so one that is
     * emptied may come again, and is then to stay.
     */
    public synchronized void removeEmptied(LiveSource source) {
        for (EmptiedFile file : state.emptiedFiles()) {
            if (file.source() == source.id()) {
                quarantine.forgetIngested(source.name(), file.rowsSha256());
                state.write(Durability.SYNCED, write -> {
                    write.removeEmptied(file);
                    return file;
                });
            }
        }
    }

    /** Returns the least id of a row that waits, or may come to. */
    private long moveAll(LiveSource source) {
        removeEmptied(source);
        long through = state.counts(source.id()).quarantined() - 1;
        Optional<Roll> roll = begunOrNext(source.id(), through);
        while (roll.isPresent()) {
            List<PendingRow> rows =
                    state.pending().quarantined(source.id(), roll.get().last(), Integer.MAX_VALUE);
            List<QuarantinedRow> leftOut = quarantine.keepIngested(
                    source.name(), rows.stream().map(PendingRow::row).toList());
            finish(roll.get(), rows, leftOut);
            roll = begunOrNext(source.id(), through);
        }
        return through + 1;
    }

    /**
     * Removes rows of erased entities from the quarantine of a source, also those that wait for it, and counts what stays. The count is exact
     * unless something fails: then it stays as it was until this succeeds.
     *
     * @param removal removes the rows of a file that go
     * @param attempt runs what is done to each file, and to those that wait, and may go on where that fails
     */
    public synchronized void removeErased(
            LiveSource source, QuarantineFolder.Removal removal, BiConsumer<Path, Runnable> attempt) {
        AtomicLong firstWaiting = new AtomicLong(NOT_MOVED);
        attempt.accept(quarantine.folder(source.name()), () -> firstWaiting.set(moveAll(source)));
        Map<String, Integer> staying = quarantine.removeErased(
                source.name(),
                (file, rows, removing) -> removal.run(file, rows, () -> {
                    forgetSeen(source, rows);
                    removing.run();
                }),
                attempt);
        if (firstWaiting.get() != NOT_MOVED && staying.keySet().containsAll(quarantine.ingested(source.name()))) {
            count(source, staying.values(), firstWaiting.get());
        }
    }

    /** Shows the ingested rows of a source that are in quarantine or wait for it; to be done {@linkplain #standStill while nothing is moved}. */
    public void visit(LiveSource source, Consumer<QuarantinedRow> visitor) {
        for (String file : quarantine.ingested(source.name())) {
            quarantine.readIngested(source.name(), file).forEach(visitor);
        }
        state.pending().quarantinedFrom(source.id(), 0).forEach(waiting -> visitor.accept(waiting.row()));
    }

    /** Durable when done: once the rows are gone nobody can tell which hashes were theirs. */
    private void forgetSeen(LiveSource source, List<QuarantinedRow> rows) {
        state.write(Durability.SYNCED, write -> {
            write.seen().forget(SeenKey.ofRejected(source.id(), rows));
            return rows;
        });
    }

    /** Rows get their ids as they come, one after another, and none is moved meanwhile: so all from the first on are waiting. */
    private void count(LiveSource source, Collection<Integer> rowsOfFiles, long firstWaiting) {
        long inFiles = rowsOfFiles.stream().mapToLong(Integer::longValue).sum();
        state.write(Durability.SYNCED, write -> {
            SourceCounts counts = write.counts(source.id());
            write.putCounts(source.id(), counts.withInQuarantine(inFiles + counts.quarantined() - firstWaiting));
            return counts;
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

    private void finish(Roll roll, List<PendingRow> rows, List<QuarantinedRow> leftOut) {
        state.write(Durability.SYNCED, write -> {
            rows.forEach(row -> write.pending().removeQuarantined(roll.source(), row.id()));
            write.putCounts(roll.source(), write.counts(roll.source()).plusReleased(leftOut.size()));
            write.seen().forget(SeenKey.ofRejected(roll.source(), leftOut));
            write.removeRoll(roll);
            return roll;
        });
    }
}
