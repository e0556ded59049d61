package dev.asof.online.erase;

import static dev.asof.online.OnlineFixture.NOW;
import static dev.asof.online.OnlineFixture.ask;
import static dev.asof.online.OnlineFixture.load;
import static dev.asof.online.OnlineFixture.texts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.asof.online.OnlineFixture;
import dev.asof.online.OnlineStore;
import dev.asof.online.Rows;
import dev.asof.online.ingest.IngestBatch;
import dev.asof.online.live.LiveCatalog;
import dev.asof.online.lookup.QuestionTimes;
import dev.asof.online.state.PendingRow;
import dev.asof.online.state.StateStore;
import dev.asof.online.state.catalog.Roll;
import dev.asof.online.state.database.Durability;
import dev.asof.online.state.database.StateOptions;
import dev.asof.registry.erasure.ErasureFolder;
import dev.asof.registry.erasure.ErasureReceipt;
import dev.asof.registry.erasure.Tombstones;
import dev.asof.registry.quarantine.QuarantineFilter;
import dev.asof.registry.quarantine.QuarantineFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An erasure that was killed between two of its durable writes. */
class KilledErasureTest {
    private static final String VISITS = """
            entity: site
            keys: {id: int64}
            ---
            source: visits
            format: parquet
            path: visits
            event_time: at
            columns: {id: {type: int64}, at: {type: timestamp}, length: {type: int64, max: %d}}
            on_violation: quarantine
            ---
            feature_view: visit
            version: %d
            entity: site
            source: visits
            features:
              n: {aggregate: count(*), window: unbounded}
            """;

    @TempDir
    Path folder;

    @TempDir
    Path other;

    private OnlineFixture fixture;

    @BeforeEach
    void start() {
        fixture = new OnlineFixture(folder);
        fixture.applyAlone(VISITS.formatted(10, 1));
    }

    /** As it is after a kill while rows are moved to the quarantine, as the first step of an erasure: the file is there, its note too. */
    private OnlineFixture killedWhileMoving() {
        OnlineFixture killed;
        try (OnlineStore store = fixture.open()) {
            load(store);
            Rows rows = Rows.of("id int64", "at timestamp", "length int64");
            store.ingest(new IngestBatch(
                    "visits", "doors", 1, rows.row(7, NOW, 99).row(8, NOW, 99).batch()));
            killed = fixture.killed(other);
        }
        try (StateStore state =
                StateStore.open(killed.repository().onlineFolder(), StateOptions.SMALL, InstantSource.system())) {
            LiveCatalog catalog = LiveCatalog.of(killed.registry(), state);
            keepTombstone(new ErasureFolder(killed.repository()), catalog);
            QuarantineFolder quarantine =
                    new QuarantineFolder(killed.repository().quarantineFolder());
            moveWithoutEnd(state, catalog.requireSource("visits").id(), quarantine);
        }
        return killed;
    }

    private static void keepTombstone(ErasureFolder erasures, LiveCatalog catalog) {
        Tombstones tombstones = erasures.readOrBegin();
        for (NamedEntities.NamedEntity site : NamedEntities.find(Map.of("id", "7"), catalog)) {
            tombstones = tombstones.begun(site.name(), site.keys(), site.encodedKey(), catalog.zonesOf(site.name()));
        }
        erasures.write(tombstones);
    }

    private static void moveWithoutEnd(StateStore state, int source, QuarantineFolder quarantine) {
        List<PendingRow> rows = state.pending().quarantinedFrom(source, 0);
        Roll roll = new Roll(
                Roll.Kind.QUARANTINE,
                source,
                rows.getFirst().id(),
                rows.getLast().id());
        state.write(Durability.SYNCED, write -> {
            write.putRoll(roll);
            return roll;
        });
        quarantine.keepIngested("visits", rows.stream().map(PendingRow::row).toList());
    }

    @Test
    void aRowThatStaysIsInTheQuarantineOnce() {
        OnlineFixture killed = killedWhileMoving();
        try (OnlineStore store = killed.open()) {
            assertThat(store.quarantined(QuarantineFilter.ALL, "", 10).rows())
                    .singleElement()
                    .satisfies(row -> assertThat(row.cells().getFirst().text()).contains("8"));
        }
    }

    @Test
    void aRowThatStaysIsOneEventOnceItIsReplayed() {
        OnlineFixture killed = killedWhileMoving();
        killed.applyAlone(VISITS.formatted(1_000, 2));
        try (OnlineStore store = killed.open()) {
            load(store);
            store.replay(QuarantineFilter.ALL);
            assertThat(texts(ask(store, Rows.of("id int64").row(8).batch(), QuestionTimes.NOW, "visit@2:n")))
                    .containsExactly("PRESENT 1");
        }
    }

    @Test
    void rowsThatWereCountedBeforeAKillAndNotRemovedAreCountedOnce() {
        OnlineFixture killed = killedWhileMoving();
        ErasureFolder erasures = new ErasureFolder(killed.repository());
        noteAsCounted(quarantined(killed), erasures);
        killed.open().close();
        assertOneIsCounted(erasures);
    }

    @Test
    void rowsThatWereCountedBeforeAKillAndCannotBeReadAtFirstAreCountedOnce() throws IOException {
        OnlineFixture killed = killedWhileMoving();
        ErasureFolder erasures = new ErasureFolder(killed.repository());
        Path file = quarantined(killed);
        noteAsCounted(file, erasures);
        byte[] rows = Files.readAllBytes(file);
        Files.writeString(file, "damaged");
        killed.open().close();
        assertThat(erasures.receipts().all())
                .singleElement()
                .satisfies(receipt -> assertThat(receipt.finishedAtMicros()).isEmpty());
        Files.write(file, rows);
        killed.open().close();
        assertOneIsCounted(erasures);
    }

    private static Path quarantined(OnlineFixture killed) {
        QuarantineFolder quarantine = new QuarantineFolder(killed.repository().quarantineFolder());
        String file = quarantine.ingested("visits").getFirst();
        return quarantine.folder("visits").resolve("ingest-" + file + ".ndjson");
    }

    private static void noteAsCounted(Path file, ErasureFolder erasures) {
        erasures.receipts()
                .write(ErasureReceipt.begun(List.of(), NOW)
                        .begun("visits/" + file.getFileName())
                        .withQuarantined(1));
    }

    private static void assertOneIsCounted(ErasureFolder erasures) {
        assertThat(erasures.receipts().all()).singleElement().satisfies(receipt -> {
            assertThat(receipt.finishedAtMicros()).isPresent();
            assertThat(receipt.underWay()).isEmpty();
            assertThat(receipt.quarantinedRows()).isOne();
        });
    }

    @Test
    void stateThatWasCountedBeforeAKillAndNotRemovedIsCountedOnce() {
        OnlineFixture killed;
        try (OnlineStore store = fixture.open()) {
            load(store);
            Rows visit = Rows.of("id int64", "at timestamp", "length int64").row(7, NOW, 5);
            store.ingest(new IngestBatch("visits", "doors", 1, visit.batch()));
            killed = fixture.killed(other);
        }
        ErasureFolder erasures = new ErasureFolder(killed.repository());
        try (StateStore state =
                StateStore.open(killed.repository().onlineFolder(), StateOptions.SMALL, InstantSource.system())) {
            LiveCatalog catalog = LiveCatalog.of(killed.registry(), state);
            keepTombstone(erasures, catalog);
            NamedEntities.NamedEntity site =
                    NamedEntities.find(Map.of("id", "7"), catalog).getFirst();
            byte[] key =
                    state.keyOf(site.name(), site.keys(), site.encodedKey()).orElseThrow();
            erasures.receipts()
                    .write(ErasureReceipt.begun(List.of(), NOW)
                            .begun(erasures.read().known(key))
                            .with(state.erased().storedUnder(key)));
        }
        killed.open().close();
        assertThat(erasures.receipts().all()).singleElement().satisfies(receipt -> {
            assertThat(receipt.finishedAtMicros()).isPresent();
            assertThat(receipt.state().records()).isOne();
            assertThat(receipt.state().events()).isOne();
        });
    }
}
