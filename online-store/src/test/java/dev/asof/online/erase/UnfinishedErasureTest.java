package dev.asof.online.erase;

import static dev.asof.online.OnlineFixture.NOW;
import static dev.asof.online.OnlineFixture.ingestClicks;
import static dev.asof.online.OnlineFixture.load;
import static dev.asof.online.erase.ErasureFixture.CUSTOMER_7;
import static dev.asof.online.erase.ErasureFixture.HASHES_OF_A_NUMBER;
import static dev.asof.online.erase.ErasureFixture.clicksOf;
import static dev.asof.online.erase.ErasureFixture.ingestClicksOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asof.online.OnlineFixture;
import dev.asof.online.OnlineStore;
import dev.asof.registry.erasure.ErasureFolder;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Erasures of which some step failed. */
class UnfinishedErasureTest {
    @TempDir
    Path folder;

    private OnlineFixture fixture;

    @BeforeEach
    void start() {
        fixture = new OnlineFixture(folder);
    }

    @Test
    void anErasureThatFailedHalfwayIsFinishedWhenTheStoreIsOpened() {
        try (OnlineStore store = fixture.open()) {
            load(store);
            ingestClicksOf(store, 7, 8);
            store.flushArchive(List.of());
            fixture.files().failAfterArchiveWrites(0);
            assertThatThrownBy(() -> store.erase(Optional.empty(), CUSTOMER_7))
                    .hasMessageContaining("Cannot write: the test says so.");
            assertThat(clicksOf(store, 7)).containsExactly("PRESENT 0");
        }
        ErasureFolder erasures = new ErasureFolder(fixture.repository());
        assertThat(erasures.read().unfinished()).hasSize(HASHES_OF_A_NUMBER);
        try (OnlineStore reopened = fixture.open()) {
            assertThat(erasures.read().unfinished()).isEmpty();
            assertThat(erasures.receipts().all()).singleElement().satisfies(receipt -> {
                assertThat(receipt.finishedAtMicros()).isPresent();
                assertThat(receipt.archive()).hasSize(1);
                assertThat(receipt.state().events()).isOne();
            });
            assertThat(clicksOf(reopened, 7)).containsExactly("PRESENT 0");
            assertThat(clicksOf(reopened, 8)).containsExactly("PRESENT 1");
        }
    }

    @Test
    void aDamagedReceiptIsSetAsideAndTheErasureFinished() throws IOException {
        Path receipts = fixture.repository().erasureFolder().resolve("receipts");
        try (OnlineStore store = fixture.open()) {
            load(store);
            ingestClicksOf(store, 7, 8);
            fixture.files().failAfterArchiveWrites(1);
            assertThatThrownBy(() -> store.erase(Optional.empty(), CUSTOMER_7))
                    .hasMessageContaining("Cannot write: the test says so.");
        }
        Files.writeString(receipts.resolve("unfinished.json"), "{\"format\": 1, \"tomb");
        try (OnlineStore reopened = fixture.open()) {
            ErasureFolder erasures = new ErasureFolder(fixture.repository());
            assertThat(erasures.read().unfinished()).isEmpty();
            assertThat(erasures.receipts().all()).singleElement().satisfies(receipt -> {
                assertThat(receipt.tombstones()).hasSize(HASHES_OF_A_NUMBER);
                assertThat(receipt.finishedAtMicros()).isPresent();
            });
            assertThat(receipts.resolve("unfinished-1.damaged")).content().startsWith("{\"format\": 1");
            assertThat(clicksOf(reopened, 7)).containsExactly("PRESENT 0");
        }
    }

    @Test
    void whereNoReceiptCanBeKeptAnEntityGoesAllTheSame() throws IOException {
        ErasureFolder erasures = new ErasureFolder(fixture.repository());
        Path receipts = fixture.repository().erasureFolder().resolve("receipts");
        Files.createDirectories(receipts.getParent());
        Files.createFile(receipts);
        try (OnlineStore store = fixture.open()) {
            load(store);
            ingestClicksOf(store, 7, 8);
            assertThatThrownBy(() -> store.erase(Optional.empty(), CUSTOMER_7))
                    .hasMessageContaining("the receipt: ")
                    .hasMessageContaining(receipts.toString());
            assertThat(clicksOf(store, 7)).containsExactly("PRESENT 0");
        }
        try (OnlineStore reopened = fixture.open()) {
            assertThat(erasures.read().unfinished()).hasSize(HASHES_OF_A_NUMBER);
            assertThat(clicksOf(reopened, 7)).containsExactly("PRESENT 0");
        }
        Files.delete(receipts);
        try (OnlineStore reopened = fixture.open()) {
            assertThat(erasures.read().unfinished()).isEmpty();
            assertThat(erasures.receipts().all()).hasSize(1);
        }
    }

    @Test
    void aFileThatIsDamagedKeepsNeitherTheStoreShutNorOthersFromBeingErased() {
        ErasureFolder erasures = new ErasureFolder(fixture.repository());
        Path damaged;
        try (OnlineStore store = fixture.open()) {
            load(store);
            ingestClicks(store, "web", 1, OnlineFixture.clicks().row(7, NOW, "home"));
            store.flushArchive(List.of());
            damaged = fixture.files().archive().keySet().iterator().next();
            ingestClicks(store, "web", 2, OnlineFixture.clicks().row(7, NOW, "home"));
            store.flushArchive(List.of());
            fixture.files().damageArchived(damaged, true);
            assertThatThrownBy(() -> store.erase(Optional.empty(), CUSTOMER_7))
                    .isInstanceOfSatisfying(
                            AsofException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.IO_FAILED))
                    .hasMessageStartingWith("Cannot erase all yet: ")
                    .hasMessageEndingWith(damaged + ": Cannot read: the test says so.");
            assertThat(fixture.files().archive()).containsOnlyKeys(damaged);
        }
        try (OnlineStore reopened = fixture.open()) {
            assertThat(clicksOf(reopened, 7)).containsExactly("PRESENT 0");
            ingestClicks(reopened, "web", 3, OnlineFixture.clicks().row(8, NOW, "home"));
            assertThatThrownBy(() -> reopened.erase(Optional.empty(), Map.of("customer_id", "8")))
                    .hasMessageStartingWith("Cannot erase all yet: ");
            assertThat(clicksOf(reopened, 8)).containsExactly("PRESENT 0");
            assertThat(erasures.read().unfinished()).as("of two numbers").hasSize(2 * HASHES_OF_A_NUMBER);
        }
        fixture.files().damageArchived(damaged, false);
        try (OnlineStore reopened = fixture.open()) {
            assertThat(fixture.files().archive()).isEmpty();
            assertThat(erasures.read().unfinished()).isEmpty();
            assertThat(erasures.receipts().all())
                    .singleElement()
                    .satisfies(receipt -> assertThat(receipt.tombstones()).hasSize(2 * HASHES_OF_A_NUMBER));
        }
    }

    @Test
    void anEngineThatCannotRewriteItsFilesDoesNotKeepTheStoreShut() throws IOException {
        ErasureFolder erasures = new ErasureFolder(fixture.repository());
        try (OnlineStore store = fixture.open()) {
            load(store);
            ingestClicksOf(store, 7, 8);
            store.flushArchive(List.of());
            fixture.files().failAfterArchiveWrites(0);
            assertThatThrownBy(() -> store.erase(Optional.empty(), CUSTOMER_7))
                    .hasMessageStartingWith("Cannot erase all yet: ");
        }
        List<Path> inTheWay = new ArrayList<>();
        fixture.files().whenTheArchiveIsListed(() -> inTheWay.addAll(foldersInPlaceOfTheNextFiles()));
        OnlineStore reopened = fixture.open();
        assertThat(inTheWay).isNotEmpty();
        assertThat(clicksOf(reopened, 7)).containsExactly("PRESENT 0");
        assertThat(clicksOf(reopened, 8)).containsExactly("PRESENT 1");
        assertThat(reopened.isErasureUnfinished()).isTrue();
        assertThat(erasures.read().unfinished()).hasSize(HASHES_OF_A_NUMBER);
        reopened.close();
        for (Path each : inTheWay) {
            Files.delete(each);
        }
        try (OnlineStore again = fixture.open()) {
            assertThat(again.isErasureUnfinished()).isFalse();
            assertThat(erasures.read().unfinished()).isEmpty();
            assertThat(clicksOf(again, 8)).containsExactly("PRESENT 1");
        }
    }

    private Path engineFolder() {
        return fixture.repository().onlineFolder().resolve("rocksdb");
    }

    /** So that the engine can write no sorted file. */
    private List<Path> foldersInPlaceOfTheNextFiles() {
        try (Stream<Path> files = Files.list(engineFolder())) {
            long last = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("\\d+\\..*"))
                    .mapToLong(name -> Long.parseLong(name.substring(0, name.indexOf('.'))))
                    .max()
                    .orElseThrow();
            List<Path> made = new ArrayList<>();
            for (long number = last + 1; number < last + 40; number++) {
                made.add(Files.createDirectory(engineFolder().resolve("%06d.sst".formatted(number))));
            }
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void anEngineThatCannotBeOpenedAnewIsToldOfUntilItCan() throws IOException, InterruptedException {
        Path current = engineFolder().resolve("CURRENT");
        try (OnlineStore store = fixture.open()) {
            load(store);
            ingestClicksOf(store, 7, 8);
            String sound = Files.readString(current);
            fixture.files().whenTheArchiveIsListed(() -> write(current, "nothing"));
            assertThatThrownBy(() -> store.erase(Optional.empty(), CUSTOMER_7))
                    .hasMessageStartingWith("Cannot erase all yet: ")
                    .hasMessageContaining("Cannot open the online store anew");
            assertThatThrownBy(() -> clicksOf(store, 8))
                    .isInstanceOfSatisfying(
                            AsofException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SERVER_UNAVAILABLE));
            assertThat(List.of(store.isOpen(), store.isWritable())).containsOnly(false);
            assertThat(store.storageFigures().keys()).isZero();
            write(current, sound);
            while (!store.isWritable()) {
                Thread.sleep(50);
            }
            assertThat(clicksOf(store, 8)).containsExactly("PRESENT 1");
            assertThat(clicksOf(store, 7)).containsExactly("PRESENT 0");
            store.erase(Optional.empty(), Map.of("customer_id", "9"));
            assertThat(store.isErasureUnfinished()).isFalse();
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
