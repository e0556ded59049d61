package dev.asof.online;

import static dev.asof.online.OnlineFixture.NOW;
import static dev.asof.online.OnlineFixture.clicks;
import static dev.asof.online.OnlineFixture.ingest;
import static dev.asof.online.OnlineFixture.ingestClicks;
import static dev.asof.online.OnlineFixture.payments;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asof.online.archive.ArchivedEvents;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveTest {
    private static final int SENDERS = 8;

    @TempDir
    Path folder;

    private OnlineFixture fixture;

    @BeforeEach
    void start() {
        fixture = new OnlineFixture(folder);
    }

    @Test
    void acceptedEventsAreArchivedByTheDayOfTheirAcceptance() {
        try (OnlineStore store = fixture.open()) {
            ingestClicks(store, "web", 1, clicks().row(7, NOW, "home").row(8, NOW, "home"));
            long nextDay = NOW + 86_400_000_000L;
            fixture.clock().set(nextDay);
            ingestClicks(store, "web", 3, clicks().row(9, NOW, null));
            ArchivedEvents archived = store.flushArchive(List.of("clicks")).get(0);
            Path clicks = fixture.repository().archiveFolder("clicks");
            assertThat(archived.filesWritten())
                    .containsExactly(
                            clicks.resolve("day=2023-11-14/1700000000000000-1700000000000001.parquet"
                                    .replace("/17", "/00017")
                                    .replace("-17", "-00017")),
                            clicks.resolve("day=2023-11-15/1700086400000000-1700086400000000.parquet"
                                    .replace("/17", "/00017")
                                    .replace("-17", "-00017")));
            assertThat(archived.eventsWritten()).isEqualTo(3);
            assertThat(archived.throughMicros()).hasValue(nextDay);
            assertThat(store.status().sources().get(0).archivePending()).isZero();
            assertThat(fixture.files()
                            .archive()
                            .get(archived.filesWritten().get(0))
                            .events()
                            .schema()
                            .names())
                    .containsExactly("clicked_at", "customer_id", "page");
        }
    }

    @Test
    void nothingNewIsNotWritten() {
        try (OnlineStore store = fixture.open()) {
            ingestClicks(store, "web", 1, clicks().row(7, NOW, "home"));
            store.flushArchive(List.of());
            assertThat(store.flushArchive(List.of("clicks")).get(0).filesWritten())
                    .isEmpty();
        }
    }

    @Test
    void closingArchives() {
        try (OnlineStore store = fixture.open()) {
            ingestClicks(store, "web", 1, clicks().row(7, NOW, "home"));
        }
        assertThat(fixture.files().archive()).hasSize(1);
    }

    @Test
    void anEventIsInOneFileAfterAKillBetweenWritingAndForgetting(@TempDir Path other) {
        try (OnlineStore store = fixture.open()) {
            ingestClicks(store, "web", 1, clicks().row(7, NOW, "home").row(7, NOW, "home"));
            fixture.files().failAfterArchiveWrites(0);
            assertThatThrownBy(() -> store.flushArchive(List.of())).hasMessageContaining("the test says so");
            ingestClicks(store, "web", 3, clicks().row(7, NOW, "basket"));
            OnlineFixture killed = fixture.killed(other);
            try (OnlineStore reopened = killed.open()) {
                reopened.flushArchive(List.of());
                assertThat(reopened.status().sources().get(0).archived()).isEqualTo(3);
            }
            List<Long> archived = killed.files().archive().entrySet().stream()
                    .filter(entry -> entry.getKey().startsWith(other))
                    .flatMapToLong(entry -> Arrays.stream(entry.getValue().acceptedAtMicros()))
                    .boxed()
                    .toList();
            assertThat(archived).hasSize(3).doesNotHaveDuplicates();
            assertThat(fixture.files().archive().keySet())
                    .extracting(path -> path.getFileName().toString())
                    .containsExactly(killed.files().archive().keySet().stream()
                            .filter(path -> path.startsWith(other))
                            .map(path -> path.getFileName().toString())
                            .findFirst()
                            .orElseThrow());
        }
    }

    @Test
    void aFileBegunBeforeAKillIsWrittenWholeThoughFilesMayHaveFewerEventsSince(@TempDir Path other) {
        try (OnlineStore store = fixture.open()) {
            ingestClicks(store, "web", 1, clicks().row(7, NOW, "home").row(8, NOW, "home"));
            fixture.files().failAfterArchiveWrites(0);
            assertThatThrownBy(() -> store.flushArchive(List.of())).hasMessageContaining("the test says so");
            OnlineFixture killed = fixture.killed(other).withEventsPerArchiveFile(1);
            try (OnlineStore reopened = killed.open()) {
                reopened.flushArchive(List.of());
            }
            assertThat(killed.files().archive().entrySet())
                    .filteredOn(entry -> entry.getKey().startsWith(other))
                    .singleElement()
                    .satisfies(entry ->
                            assertThat(entry.getValue().acceptedAtMicros()).hasSize(2));
        }
    }

    @Test
    void quarantinedEventsOutliveAKill(@TempDir Path other) {
        try (OnlineStore store = fixture.open()) {
            ingest(store, payments().row(1, 7, "zoo", NOW, -1.0));
            OnlineFixture killed = fixture.killed(other);
            try (OnlineStore reopened = killed.open()) {
                assertThat(reopened.quarantined(dev.asof.registry.quarantine.QuarantineFilter.ALL, "", 10)
                                .rows())
                        .hasSize(1);
            }
        }
    }

    @Test
    void rowsThatAreRejectedMeanwhileAreLeftToTheNextTime() throws Exception {
        AtomicBoolean isOver = new AtomicBoolean();
        AtomicLong sent = new AtomicLong();
        try (OnlineStore store = fixture.open();
                ExecutorService senders = Executors.newFixedThreadPool(SENDERS)) {
            for (int sender = 0; sender < SENDERS; sender++) {
                senders.submit(() -> {
                    while (!isOver.get()) {
                        ingest(store, payments().row(sent.incrementAndGet(), 7, "zoo", NOW, -1.0));
                    }
                });
            }
            try {
                while (sent.get() < 1_000) {
                    Thread.onSpinWait();
                }
                store.flushArchive(List.of());
                assertThat(fixture.repository()
                                .quarantineFolder()
                                .resolve("payments")
                                .toFile()
                                .list())
                        .hasSizeBetween(1, 2 + (int) (sent.get() / 10_000));
            } finally {
                isOver.set(true);
            }
        }
    }

    @Test
    void aSourceThatCannotBeArchivedKeepsNoOtherOneWaiting() {
        try (OnlineStore store = fixture.open()) {
            ingestClicks(store, "web", 1, clicks().row(7, NOW, "home"));
            ingest(store, payments().row(1, 7, "zoo", NOW, 2.5));
            fixture.files().failArchiveOf("clicks");
        }
        assertThat(fixture.files().archive().keySet())
                .singleElement()
                .satisfies(file -> assertThat(file.getParent().getParent()).endsWithRaw(Path.of("payments")));
    }
}
