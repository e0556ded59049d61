package dev.asof.online.backup;

import static dev.asof.online.OnlineFixture.NOW;
import static dev.asof.online.OnlineFixture.ask;
import static dev.asof.online.OnlineFixture.ingest;
import static dev.asof.online.OnlineFixture.ingestClicks;
import static dev.asof.online.OnlineFixture.load;
import static dev.asof.online.OnlineFixture.payments;
import static dev.asof.online.OnlineFixture.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asof.online.OnlineFixture;
import dev.asof.online.OnlineStore;
import dev.asof.online.lookup.LookupAnswer;
import dev.asof.online.lookup.QuestionTimes;
import dev.asof.registry.erasure.ErasureFolder;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupTest {
    private static final String EVER = "spend:payments_ever";
    private static final String AMOUNT = "spend:amount_1h";

    @TempDir
    Path folder;

    private OnlineFixture fixture;
    private Path backup;

    @BeforeEach
    void openRepository() throws IOException {
        fixture = new OnlineFixture(Files.createDirectories(folder.resolve("original")));
        backup = folder.resolve("backup");
    }

    @Test
    void aRestoredStoreAnswersTheSame() {
        LookupAnswer before;
        try (OnlineStore store = fixture.open()) {
            load(store);
            ingest(store, payments().row(1, 7, "a", NOW, 0.1).row(2, 7, "b", NOW, 0.2));
            store.flushArchive(List.of());
            ingest(store, payments().row(3, 7, "a", NOW, 0.3).row(4, 7, "a", NOW, -1.0));
            before = ask(store, QuestionTimes.NOW, EVER, AMOUNT);
            store.backup(backup);
            ingest(store, payments().row(5, 7, "a", NOW, 0.5));
        }

        assertThat(new Backup(backup).verify().files()).isPositive();
        OnlineFixture other = fixture.over(folder.resolve("restored"));
        new Backup(backup).restore(other.repository());
        try (OnlineStore store = other.open()) {
            assertThat(texts(ask(store, before.times(), EVER, AMOUNT))).isEqualTo(texts(before));
            assertThat(ingest(store, payments().row(3, 7, "a", NOW, 0.3)).duplicates())
                    .isOne();
            assertThat(store.flushArchive(List.of("payments")).getFirst().eventsWritten())
                    .isOne();
        }
    }

    @Test
    void whoWasErasedSinceIsErasedAgainWhenItIsRestored() throws IOException {
        ErasureFolder erasures = new ErasureFolder(fixture.repository());
        try (OnlineStore store = fixture.open()) {
            load(store);
            ingestClicks(
                    store, "web", 1, OnlineFixture.clicks().row(7, NOW, "home").row(8, NOW, "home"));
            store.flushArchive(List.of());
            store.backup(backup);
            store.erase(Optional.empty(), Map.of("customer_id", "7"));
        }
        for (String kind : List.of("registry", "archive", "quarantine", "online")) {
            FileCopies.delete(fixture.repository().workingFolder().resolve(kind));
        }
        new Backup(backup).restore(fixture.repository());
        assertThat(erasures.read().unfinished())
                .as("of the number, of its text, and of all texts that read as it")
                .hasSize(3);
        try (OnlineStore store = fixture.open()) {
            assertThat(erasures.read().unfinished()).isEmpty();
            assertThat(erasures.receipts().all().getLast().state().events()).isOne();
            assertThat(texts(ask(store, QuestionTimes.NOW, "browsing:clicks_ever")))
                    .containsExactly("PRESENT 0");
        }
    }

    @Test
    void aBackupKnowsWhoWasErasedBefore() {
        try (OnlineStore store = fixture.open()) {
            load(store);
            store.erase(Optional.empty(), Map.of("customer_id", "7"));
            store.backup(backup);
        }
        OnlineFixture other = fixture.over(folder.resolve("restored"));
        new Backup(backup).restore(other.repository());
        try (OnlineStore store = other.open()) {
            ingestClicks(store, "web", 1, OnlineFixture.clicks().row(7, NOW, "home"));
            assertThat(texts(ask(store, QuestionTimes.NOW, "browsing:clicks_ever")))
                    .containsExactly("PRESENT 0");
        }
    }

    @Test
    void aBackupOfAnotherRepositoryIsNotRestoredOverOtherTombstones() {
        try (OnlineStore store = fixture.open()) {
            store.erase(Optional.empty(), Map.of("customer_id", "7"));
            store.backup(backup);
        }
        OnlineFixture other = fixture.over(folder.resolve("other"));
        try (OnlineStore store = other.open()) {
            store.erase(Optional.empty(), Map.of("customer_id", "8"));
        }
        for (String kind : List.of("registry", "archive", "quarantine", "online")) {
            assertThatCode(() ->
                            FileCopies.delete(other.repository().workingFolder().resolve(kind)))
                    .doesNotThrowAnyException();
        }
        assertThatThrownBy(() -> new Backup(backup).restore(other.repository()))
                .hasMessageContaining("entities were erased there under another key");
    }

    @Test
    void whatIsAcceptedWhileABackupIsMadeIsInItOrNot() {
        try (OnlineStore store = fixture.open()) {
            load(store);
            AtomicBoolean isOver = new AtomicBoolean();
            CompletableFuture<Long> sending = CompletableFuture.supplyAsync(() -> {
                long id = 0;
                while (!isOver.get()) {
                    ingest(store, payments().row(++id, 7, "a", NOW, 1.0));
                }
                return id;
            });
            for (int i = 0; i < 3; i++) {
                store.backup(folder.resolve("backup-" + i));
            }
            isOver.set(true);
            long sent = sending.join();

            for (int i = 0; i < 3; i++) {
                OnlineFixture other = fixture.over(folder.resolve("restored-" + i));
                new Backup(folder.resolve("backup-" + i)).restore(other.repository());
                try (OnlineStore restored = other.open()) {
                    long accepted = restored.status().sources().stream()
                            .filter(source -> source.source().equals("payments"))
                            .mapToLong(source -> source.eventsIngested())
                            .sum();
                    assertThat(accepted).isBetween(0L, sent);
                    assertThat(texts(ask(restored, QuestionTimes.NOW, EVER))).containsExactly("PRESENT " + accepted);
                }
            }
        }
    }

    @Test
    void everyChangeOfABackupIsFoundAtOnce() throws IOException {
        try (OnlineStore store = fixture.open()) {
            store.backup(backup);
        }
        Path format = backup.resolve("online/FORMAT");
        Files.writeString(format, "something else");
        Files.writeString(backup.resolve("archive"), "more");
        Files.delete(backup.resolve("online/rocksdb/CURRENT"));

        assertThatThrownBy(() -> new Backup(backup).verify())
                .isInstanceOfSatisfying(
                        AsofException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CORRUPT_DATA))
                .hasMessageContaining("online/FORMAT has changed")
                .hasMessageContaining("online/rocksdb/CURRENT is missing")
                .hasMessageContaining("archive does not belong to it");
    }

    @Test
    void nothingThatIsThereIsOverwritten() {
        try (OnlineStore store = fixture.open()) {
            store.backup(backup);
            assertThatThrownBy(() -> store.backup(backup))
                    .isInstanceOf(AsofException.class)
                    .hasMessageContaining("it exists");
        }
        assertThatThrownBy(() -> new Backup(backup).restore(fixture.repository()))
                .isInstanceOf(AsofException.class)
                .hasMessageContaining("move");
    }

    @Test
    void whatIsLinkedToIsInABackupAsIfItWereThere() throws IOException {
        Path elsewhere = Files.createDirectories(folder.resolve("large-disk"));
        Files.createDirectories(fixture.repository().workingFolder());
        Files.createSymbolicLink(fixture.repository().workingFolder().resolve("archive"), elsewhere);
        Path older = Files.createDirectories(folder.resolve("older-disk"));
        Files.writeString(older.resolve("x.parquet"), "archived");
        try (OnlineStore store = fixture.open()) {
            Files.createDirectories(elsewhere.resolve("payments"));
            Files.createSymbolicLink(elsewhere.resolve("payments/day=2023-11-14"), older);
            store.backup(backup);
        }
        assertThat(backup.resolve("archive/payments/day=2023-11-14/x.parquet")).hasContent("archived");
        new Backup(backup).verify();
    }

    @Test
    void aLinkThatLeadsNowhereOrBackFailsTheBackup() throws IOException {
        Path archive = Files.createDirectories(fixture.repository().archiveFolder("payments"));
        try (OnlineStore store = fixture.open()) {
            Path link = Files.createSymbolicLink(archive.resolve("day=2023-11-14"), archive);
            assertThatThrownBy(() -> store.backup(backup))
                    .isInstanceOf(AsofException.class)
                    .hasMessageContaining("day=2023-11-14");
            Files.delete(link);
            Files.createSymbolicLink(archive.resolve("day=2023-11-14"), folder.resolve("nowhere"));
            assertThatThrownBy(() -> store.backup(backup))
                    .isInstanceOf(AsofException.class)
                    .hasMessageContaining("day=2023-11-14");
            assertThat(backup).doesNotExist();
            Files.delete(link);
            store.backup(backup);
        }
    }

    @Test
    void anUnfinishedBackupIsBegunAnewAndNothingElseIsTakenAway() throws IOException {
        Path inTheWay = Files.createDirectories(folder.resolve(".backup.unfinished"));
        Files.writeString(inTheWay.resolve("notes"), "mine");
        try (OnlineStore store = fixture.open()) {
            assertThatThrownBy(() -> store.backup(backup))
                    .isInstanceOf(AsofException.class)
                    .hasMessageContaining("no unfinished backup");
            assertThat(inTheWay.resolve("notes")).hasContent("mine");
            Files.writeString(inTheWay.resolve("BACKUP"), "asof backup, format 1\n");
            store.backup(backup);
        }
        assertThat(inTheWay).doesNotExist();
        assertThat(backup.resolve("notes")).doesNotExist();
    }

    @Test
    void ofTwoBackupsToOneFolderTheSecondIsRefused() throws IOException {
        Path archive = Files.createDirectories(fixture.repository().archiveFolder("payments"));
        for (int i = 0; i < 500; i++) {
            Files.writeString(archive.resolve(i + ".parquet"), "archived");
        }
        try (OnlineStore store = fixture.open()) {
            List<CompletableFuture<String>> all = IntStream.range(0, 4)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> outcome(store), Thread::startVirtualThread))
                    .toList();
            assertThat(all.stream().map(CompletableFuture::join)).containsOnlyOnce("made");
        }
        new Backup(backup).verify();
    }

    private String outcome(OnlineStore store) {
        try {
            store.backup(backup);
            return "made";
        } catch (AsofException e) {
            assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT);
            return "refused";
        }
    }

    @Test
    void aBackupIntoWhatIsBackedUpIsRefused() {
        try (OnlineStore store = fixture.open()) {
            Path inside = fixture.repository().archiveFolder("payments").resolve("backup");
            assertThatThrownBy(() -> store.backup(inside))
                    .isInstanceOf(AsofException.class)
                    .hasMessageContaining("it lies in what is backed up");
        }
    }

    @Test
    void aBackupIntoWhatIsLinkedToIsRefused() throws IOException {
        Path disk = Files.createDirectories(folder.resolve("large-disk"));
        Path older = Files.createDirectories(folder.resolve("older-disk/day"));
        Files.createDirectories(fixture.repository().workingFolder());
        Files.createSymbolicLink(fixture.repository().workingFolder().resolve("archive"), disk);
        Files.createSymbolicLink(disk.resolve("day=2023-11-14"), older);
        try (OnlineStore store = fixture.open()) {
            for (Path inside : List.of(disk.resolve("backup"), older.resolve("new/backup"))) {
                assertThatThrownBy(() -> store.backup(inside))
                        .isInstanceOf(AsofException.class)
                        .hasMessageContaining("it lies in what is backed up");
            }
            store.backup(older.resolveSibling("backup"));
        }
        assertThat(older).isEmptyDirectory();
    }

    @Test
    void aFolderThatIsNoBackupIsRefused() {
        assertThatThrownBy(() -> new Backup(folder).verify())
                .isInstanceOfSatisfying(
                        AsofException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNKNOWN_NAME));
    }
}
