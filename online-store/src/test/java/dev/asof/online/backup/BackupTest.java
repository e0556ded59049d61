package dev.asof.online.backup;

import static dev.asof.online.OnlineFixture.NOW;
import static dev.asof.online.OnlineFixture.ask;
import static dev.asof.online.OnlineFixture.ingest;
import static dev.asof.online.OnlineFixture.load;
import static dev.asof.online.OnlineFixture.payments;
import static dev.asof.online.OnlineFixture.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asof.online.OnlineFixture;
import dev.asof.online.OnlineStore;
import dev.asof.online.lookup.LookupAnswer;
import dev.asof.online.lookup.QuestionTimes;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
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
    void aFolderThatIsNoBackupIsRefused() {
        assertThatThrownBy(() -> new Backup(folder).verify())
                .isInstanceOfSatisfying(
                        AsofException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNKNOWN_NAME));
    }
}
