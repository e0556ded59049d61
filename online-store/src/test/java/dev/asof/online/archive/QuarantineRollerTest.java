package dev.asof.online.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asof.online.OnlineFixture;
import dev.asof.online.live.LiveCatalog;
import dev.asof.online.live.LiveSource;
import dev.asof.online.state.PendingRow;
import dev.asof.online.state.SeenKey;
import dev.asof.online.state.StateStore;
import dev.asof.online.state.catalog.EmptiedFile;
import dev.asof.online.state.catalog.Roll;
import dev.asof.online.state.database.Durability;
import dev.asof.online.state.database.StateOptions;
import dev.asof.registry.compute.event.Violation;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.quarantine.QuarantineFilter;
import dev.asof.registry.quarantine.QuarantineFolder;
import dev.asof.registry.quarantine.QuarantineOrigin;
import dev.asof.registry.quarantine.QuarantinedRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuarantineRollerTest {
    @TempDir
    Path folder;

    private final Set<String> erased = new HashSet<>();
    private final List<RuntimeException> failures = new ArrayList<>();
    private StateStore state;
    private LiveSource source;
    private QuarantineFolder quarantine;
    private QuarantineRoller roller;

    @BeforeEach
    void open() {
        state = StateStore.open(folder.resolve("online"), StateOptions.SMALL, InstantSource.system());
        source = LiveCatalog.of(new OnlineFixture(folder).registry(), state).requireSource("payments");
        quarantine = new QuarantineFolder(folder.resolve("quarantine"), this::isErased);
        roller = new QuarantineRoller(state, quarantine);
    }

    @AfterEach
    void close() {
        state.close();
    }

    private boolean isErased(QuarantinedRow row) {
        return erased.contains(row.cells().getFirst().text().orElseThrow());
    }

    private void reject(String... notes) {
        List<QuarantinedRow> rows = Stream.of(notes).map(this::row).toList();
        state.write(Durability.BUFFERED, write -> {
            write.pending().quarantine(source.id(), rows);
            return rows;
        });
    }

    private QuarantinedRow row(String note) {
        return new QuarantinedRow(
                source.name(),
                new QuarantineOrigin.IngestedEvent("", 0),
                OptionalLong.of(7),
                List.of(new QuarantinedRow.BrokenPromise("amount", Violation.Reason.NULL, "the value is null")),
                List.of(QuarantinedRow.Cell.ofText("note", Optional.of(note))));
    }

    /** Rows that wait and are in their file as well, as where the state could not be told of the file. */
    private void moveWithoutEnd(String... notes) {
        reject(notes);
        List<PendingRow> rows = state.pending().quarantinedFrom(source.id(), 0);
        state.write(Durability.BUFFERED, write -> {
            write.putRoll(new Roll(
                    Roll.Kind.QUARANTINE,
                    source.id(),
                    rows.getFirst().id(),
                    rows.getLast().id()));
            return rows;
        });
        quarantine.keepIngested(
                source.name(), rows.stream().map(PendingRow::row).toList());
    }

    /** Whether such a row was noted as sent; it is from now on. */
    private boolean wasSeen(String note) {
        byte[] key = SeenKey.ofRejected(source.id(), row(note).id());
        return !state.write(Durability.BUFFERED, write -> write.seen().areNew(List.of(key)))[0];
    }

    private List<String> notes() {
        return quarantine.list(QuarantineFilter.ALL, 0, 10).stream()
                .map(row -> row.cells().getFirst().text().orElseThrow())
                .toList();
    }

    private long inQuarantine() {
        return state.counts(source.id()).inQuarantine();
    }

    private void attempt(Path file, Runnable step) {
        try {
            step.run();
        } catch (AsofException e) {
            failures.add(e);
        }
    }

    /** Removes, and notes how many of each file. */
    private static QuarantineFolder.Removal counting(List<Long> removed) {
        return (file, rows, removing) -> {
            removed.add((long) rows.size());
            removing.run();
        };
    }

    @Test
    void whatStaysAfterAnErasureIsCountedAlsoWhatComesMeanwhile() {
        reject("ann", "ben");
        roller.flush(source);
        reject("ann", "cid");
        erased.add("ann");
        List<Long> removed = new ArrayList<>();
        roller.removeErased(
                source,
                (file, rows, removing) -> {
                    counting(removed).run(file, rows, removing);
                    reject("dan", "eve");
                },
                this::attempt);
        assertThat(removed)
                .as("of the first file; the other was written without her")
                .containsExactly(1L);
        assertThat(inQuarantine()).as("ben, cid, dan and eve").isEqualTo(4);
        roller.flush(source);
        roller.removeErased(source, counting(removed), this::attempt);
        assertThat(inQuarantine()).isEqualTo(4);
        assertThat(failures).isEmpty();
    }

    @Test
    void whatIsErasedBeforeItIsMovedIsNotCountedAsMoved() {
        reject("ann", "ben");
        erased.add("ann");
        roller.flush(source);
        assertThat(notes()).containsExactly("ben");
        assertThat(inQuarantine()).isEqualTo(1);
    }

    @Test
    void ofWhatIsErasedBeforeItIsMovedNoHashStays() {
        reject("ann", "ben");
        assertThat(List.of(wasSeen("ann"), wasSeen("ben"))).containsOnly(false);
        erased.add("ann");
        roller.flush(source);
        assertThat(List.of(wasSeen("ann"), wasSeen("ben"))).containsExactly(false, true);
    }

    @Test
    void whatIsErasedBetweenTwoTriesToMoveItIsRemovedFromTheFileOfTheFirst() {
        moveWithoutEnd("ann", "ben");
        erased.add("ann");
        List<Long> removed = new ArrayList<>();
        roller.removeErased(source, counting(removed), this::attempt);
        assertThat(removed).containsExactly(1L);
        assertThat(notes()).containsExactly("ben");
        assertThat(inQuarantine()).isEqualTo(1);
    }

    @Test
    void movingRowsAgainFindsTheFileThatSomeWereRemovedFrom() {
        moveWithoutEnd("ann", "ben");
        erased.add("ann");
        quarantine.removeErased(source.name(), counting(new ArrayList<>()), this::attempt);
        roller.flush(source);
        assertThat(notes()).containsExactly("ben");
        assertThat(inQuarantine()).isEqualTo(1);
    }

    @Test
    void theCountStaysWhereAFileCannotBeReadUntilItCan() throws IOException {
        reject("ann", "ben");
        roller.flush(source);
        reject("ann", "cid");
        roller.flush(source);
        erased.add("ann");
        Path damaged;
        try (Stream<Path> files = Files.list(folder.resolve("quarantine/payments"))) {
            damaged = files.min(Path::compareTo).orElseThrow();
        }
        byte[] sound = Files.readAllBytes(damaged);
        Files.writeString(damaged, "{");
        roller.removeErased(source, counting(new ArrayList<>()), this::attempt);
        assertThat(failures).hasSize(1);
        assertThat(inQuarantine()).isEqualTo(4);
        Files.write(damaged, sound);
        roller.removeErased(source, counting(new ArrayList<>()), this::attempt);
        assertThat(inQuarantine()).isEqualTo(2);
    }

    /** As a replay leaves it that could not remove the file: its row waits once more, and is the same row as before. */
    private void replayWithoutRemoving(String note) {
        EmptiedFile emptied =
                new EmptiedFile(source.id(), quarantine.ingested(source.name()).getFirst());
        state.write(Durability.BUFFERED, write -> {
            write.pending().quarantine(source.id(), List.of(row(note)));
            write.putCounts(source.id(), write.counts(source.id()).plusReleased(1));
            write.putEmptied(emptied);
            return emptied;
        });
    }

    @Test
    void aFileThatAReplayEmptiedIsRemovedBeforeItsRowsComeThereAgain() {
        reject("ann");
        roller.flush(source);
        replayWithoutRemoving("ann");
        roller.flush(source);
        roller.flush(source);
        assertThat(state.emptiedFiles()).isEmpty();
        assertThat(notes()).containsExactly("ann");
        assertThat(inQuarantine()).isOne();
    }

    @Test
    void aFileThatAReplayEmptiedIsNoneThatAnErasureCounts() {
        reject("ann", "ben");
        roller.flush(source);
        replayWithoutRemoving("ben");
        erased.add("ann");
        roller.removeErased(source, counting(new ArrayList<>()), this::attempt);
        assertThat(notes()).containsExactly("ben");
        assertThat(failures).isEmpty();
    }

    @Test
    void whatAKilledLoadLeftIsRemovedByAnErasure() throws IOException {
        Path left = folder.resolve("quarantine/payments/.file-00.ndjson.tmp");
        Files.createDirectories(left.getParent());
        Files.writeString(left, "{\"source\":\"payments\",\"val");
        roller.removeErased(source, counting(new ArrayList<>()), this::attempt);
        assertThat(left).doesNotExist();
    }
}
