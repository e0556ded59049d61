package dev.asof.online.erase;

import static dev.asof.online.OnlineFixture.NOW;
import static dev.asof.online.OnlineFixture.SECOND;
import static dev.asof.online.OnlineFixture.ask;
import static dev.asof.online.OnlineFixture.ingest;
import static dev.asof.online.OnlineFixture.ingestClicks;
import static dev.asof.online.OnlineFixture.load;
import static dev.asof.online.OnlineFixture.payments;
import static dev.asof.online.OnlineFixture.texts;
import static dev.asof.online.erase.ErasureFixture.CUSTOMER_7;
import static dev.asof.online.erase.ErasureFixture.DISTINCT;
import static dev.asof.online.erase.ErasureFixture.HASHES_OF_A_NUMBER;
import static dev.asof.online.erase.ErasureFixture.NEVER_SEEN;
import static dev.asof.online.erase.ErasureFixture.clicksOf;
import static dev.asof.online.erase.ErasureFixture.customer;
import static dev.asof.online.erase.ErasureFixture.filesWith;
import static dev.asof.online.erase.ErasureFixture.ingestClicksOf;
import static dev.asof.online.erase.ErasureFixture.ofShop;
import static dev.asof.online.erase.ErasureFixture.shop;
import static dev.asof.online.erase.ErasureFixture.spendOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.asof.online.OnlineFixture;
import dev.asof.online.OnlineStore;
import dev.asof.online.Rows;
import dev.asof.online.lookup.QuestionTimes;
import dev.asof.registry.erasure.ErasureFolder;
import dev.asof.registry.erasure.ErasureReceipt;
import dev.asof.registry.quarantine.QuarantineFilter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EraseTest {
    /** Reads the keys of customers, so that their rows stay in the archive. */
    private static final String CUSTOMERS_OF_SHOPS = """
            feature_view: customers
            version: 1
            entity: shop
            source: payments
            features:
              n: {aggregate: count_distinct(customer_id), window: unbounded}
            """;

    @TempDir
    Path folder;

    private OnlineFixture fixture;

    @BeforeEach
    void start() {
        fixture = new OnlineFixture(folder);
    }

    @Test
    void anErasedEntityIsOneNeverSeenAndNoOtherOnesValueChanges() {
        try (OnlineStore store = fixture.open()) {
            load(store);
            ingest(store, payments().row(1, 7, "zoo", NOW - SECOND, 2.5).row(2, 8, "zoo", NOW, 4.0));
            ingestClicksOf(store, 7, 8);
            List<String> shopBefore = ofShop(store, "zoo");
            List<String> otherBefore = spendOf(store, 8);

            ErasureReceipt receipt = store.erase(Optional.empty(), CUSTOMER_7);

            assertThat(receipt.state().records()).isOne();
            assertThat(receipt.state().events()).isEqualTo(2);
            assertThat(receipt.tombstones()).hasSize(HASHES_OF_A_NUMBER);
            assertThat(receipt.finishedAtMicros()).isPresent();
            assertThat(receipt.archive())
                    .extracting(
                            ErasureReceipt.ArchiveFile::source,
                            ErasureReceipt.ArchiveFile::removed,
                            ErasureReceipt.ArchiveFile::blanked)
                    .containsExactlyInAnyOrder(
                            org.assertj.core.groups.Tuple.tuple("payments", 0L, 1L),
                            org.assertj.core.groups.Tuple.tuple("clicks", 1L, 0L));
            assertThat(spendOf(store, 7)).isEqualTo(NEVER_SEEN);
            assertThat(clicksOf(store, 7)).containsExactly("PRESENT 0");
            assertThat(ofShop(store, "zoo")).isEqualTo(shopBefore).containsExactly("PRESENT 6.5");
            assertThat(spendOf(store, 8)).isEqualTo(otherBefore);
        }
        try (OnlineStore reopened = fixture.open()) {
            assertThat(spendOf(reopened, 7)).isEqualTo(NEVER_SEEN);
        }
    }

    @Test
    void aRowThatAnotherEntitysViewReadsTheKeyOfIsLeftAndCounted() {
        fixture.apply(CUSTOMERS_OF_SHOPS);
        try (OnlineStore store = fixture.open()) {
            load(store);
            ingest(store, payments().row(1, 7, "zoo", NOW - SECOND, 2.5).row(2, 8, "zoo", NOW, 4.0));
            ErasureReceipt receipt = store.erase(Optional.empty(), CUSTOMER_7);
            assertThat(receipt.archive())
                    .singleElement()
                    .satisfies(file -> assertThat(List.of(file.removed(), file.blanked(), file.shared()))
                            .containsExactly(0L, 0L, 1L));
            assertThat(texts(ask(store, shop("zoo"), QuestionTimes.NOW, "customers:n")))
                    .containsExactly("PRESENT 2");
            assertThat(spendOf(store, 7)).isEqualTo(NEVER_SEEN);
        }
    }

    @Test
    void aRowThatIsSentLaterIsKeptWithTheKeyWhereAnotherEntitysViewReadsItAndCountedByAPreview() {
        fixture.apply(CUSTOMERS_OF_SHOPS);
        try (OnlineStore store = fixture.open()) {
            load(store);
            store.erase(Optional.empty(), CUSTOMER_7);
            ingest(store, payments().row(1, 7, "zoo", NOW, 2.5).row(2, 8, "zoo", NOW, 4.0));
            assertThat(store.previewErasure(Optional.empty(), CUSTOMER_7).archive())
                    .singleElement()
                    .satisfies(file -> assertThat(List.of(file.removed(), file.blanked(), file.shared()))
                            .containsExactly(0L, 0L, 1L));
            assertThat(texts(ask(store, shop("zoo"), QuestionTimes.NOW, "customers:n")))
                    .containsExactly("PRESENT 2");
            assertThat(spendOf(store, 7)).isEqualTo(NEVER_SEEN);
        }
    }

    @Test
    void aRowSharedWithOneErasedBeforeGoesWithTheLastAsThePreviewSays() {
        fixture.apply(CUSTOMERS_OF_SHOPS);
        try (OnlineStore store = fixture.open()) {
            load(store);
            ingest(store, payments().row(1, 7, "zoo", NOW - SECOND, 2.5).row(2, 8, "zoo", NOW, 4.0));
            store.erase(Optional.empty(), CUSTOMER_7);

            assertThat(erasedAsPreviewed(store, Map.of("customer_id", "9")).archive())
                    .as("has no rows, and those of others are not counted as its own")
                    .isEmpty();
            assertThat(erasedAsPreviewed(store, Map.of("shop", "zoo")).archive())
                    .singleElement()
                    .satisfies(file -> assertThat(List.of(file.removed(), file.blanked(), file.shared()))
                            .as("7's row goes, 8's stays, whose view reads the shop")
                            .containsExactly(1L, 0L, 1L));
            assertThat(texts(ask(store, customer(8), QuestionTimes.NOW, "spend:payments_ever")))
                    .containsExactly("PRESENT 1");
        }
    }

    private ErasureReceipt erasedAsPreviewed(OnlineStore store, Map<String, String> keys) {
        ErasureReceipt preview = store.previewErasure(Optional.empty(), keys);
        fixture.clock().set(fixture.clock().micros() + SECOND);
        ErasureReceipt receipt = store.erase(Optional.empty(), keys);
        assertThat(preview.state()).isEqualTo(receipt.state());
        assertThat(preview.quarantinedRows()).isEqualTo(receipt.quarantinedRows());
        assertThat(preview.archive()).isEqualTo(receipt.archive());
        return receipt;
    }

    @Test
    void aPreviewSaysWhatWouldGoAndChangesNothing() throws IOException {
        try (OnlineStore store = fixture.open()) {
            load(store);
            ingest(store, payments().row(1, 7, "zoo", NOW - SECOND, 2.5).row(2, 8, "zoo", NOW, 4.0));
            ingest(store, payments().row(3, 7, "zoo", NOW, -1.0));
            ingestClicks(store, "web", 1, OnlineFixture.clicks().row(7, NOW, "home"));
            store.flushArchive(List.of());
            List<String> before = spendOf(store, 7);

            ErasureReceipt preview = store.previewErasure(Optional.empty(), CUSTOMER_7);

            assertThat(preview.tombstones()).isEmpty();
            assertThat(preview.finishedAtMicros()).isEmpty();
            assertThat(spendOf(store, 7)).isEqualTo(before);
            assertThat(store.previewErasure(Optional.empty(), CUSTOMER_7)).isEqualTo(preview);
            assertThat(fixture.repository().erasureFolder()).doesNotExist();
            ErasureReceipt receipt = store.erase(Optional.empty(), CUSTOMER_7);
            assertThat(preview.state()).isEqualTo(receipt.state());
            assertThat(preview.quarantinedRows())
                    .isEqualTo(receipt.quarantinedRows())
                    .isOne();
            assertThat(preview.archive()).isEqualTo(receipt.archive()).hasSize(2);
        }
    }

    @Test
    void twiceErasesNothingMore() {
        try (OnlineStore store = fixture.open()) {
            load(store);
            ingestClicks(store, "web", 1, OnlineFixture.clicks().row(7, NOW, "home"));
            store.erase(Optional.empty(), CUSTOMER_7);
            fixture.clock().set(NOW + SECOND);
            ErasureReceipt again = store.erase(Optional.empty(), CUSTOMER_7);
            assertThat(again.state()).isEqualTo(ErasureReceipt.State.NONE);
            assertThat(again.archive()).isEmpty();
        }
        assertThat(new ErasureFolder(fixture.repository()).receipts().all()).hasSize(2);
    }

    @Test
    void noFileBelowTheWorkingFolderHasItsBytes() throws IOException {
        try (OnlineStore store = fixture.open()) {
            load(store);
            for (int i = 0; i < 700; i++) {
                Rows rows = payments();
                for (int j = 0; j < 2; j++) {
                    rows.row(i * 2 + j, null, i % 2 == 0 ? DISTINCT : "shop-" + i % 9, NOW - i, 1.5);
                }
                ingest(store, rows);
                if (i == 300) {
                    store.compact();
                }
            }
            ingest(store, payments().row(5_000, null, DISTINCT, NOW, -1.0));
            store.quarantined(QuarantineFilter.ALL, "", 10);
            assertThat(filesWith(fixture, DISTINCT)).isNotEmpty();

            ErasureReceipt receipt = store.erase(Optional.empty(), Map.of("shop", DISTINCT));

            assertThat(receipt.state().events()).isEqualTo(700);
            assertThat(receipt.state().blocks()).isPositive();
            assertThat(receipt.quarantinedRows()).isOne();
            assertThat(filesWith(fixture, DISTINCT)).isEmpty();
            assertThat(ofShop(store, DISTINCT)).containsExactly("NOT_FOUND");
            assertThat(ofShop(store, "shop-1")).first().asString().startsWith("PRESENT");
        }
        assertThat(filesWith(fixture, DISTINCT)).isEmpty();
    }

    @Test
    void onlyItsOwnerMayReadTheKey() throws IOException {
        try (OnlineStore store = fixture.open()) {
            store.erase(Optional.empty(), CUSTOMER_7);
        }
        Path key = fixture.repository().erasureFolder().resolve("key");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key.getParent())))
                .isEqualTo("rwx------");
    }

    @Test
    void noFileHasItsBytesAfterAKillBeforeFilesWereRewritten(@TempDir Path other) throws IOException {
        AtomicReference<OnlineFixture> killed = new AtomicReference<>();
        try (OnlineStore store = fixture.open()) {
            load(store);
            ingest(store, payments().row(1, null, DISTINCT, NOW, 1.5).row(2, 8, "zoo", NOW, 2.5));
            store.flushArchive(List.of());
            store.compact();
            assertThat(filesWith(fixture, DISTINCT)).isNotEmpty();
            fixture.files().whenTheArchiveIsListed(() -> killed.set(fixture.killed(other)));
            store.erase(Optional.empty(), Map.of("shop", DISTINCT));
        }
        try (OnlineStore store = killed.get().open()) {
            assertThat(ofShop(store, DISTINCT)).containsExactly("NOT_FOUND");
            assertThat(ofShop(store, "zoo")).containsExactly("PRESENT 2.5");
            assertThat(filesWith(killed.get(), DISTINCT)).isEmpty();
        }
        assertThat(filesWith(killed.get(), DISTINCT)).isEmpty();
    }
}
