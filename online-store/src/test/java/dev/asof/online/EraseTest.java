package dev.asof.online;

import static dev.asof.online.OnlineFixture.NOW;
import static dev.asof.online.OnlineFixture.SECOND;
import static dev.asof.online.OnlineFixture.ask;
import static dev.asof.online.OnlineFixture.ingest;
import static dev.asof.online.OnlineFixture.ingestClicks;
import static dev.asof.online.OnlineFixture.load;
import static dev.asof.online.OnlineFixture.payments;
import static dev.asof.online.OnlineFixture.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asof.online.ingest.IngestBatch;
import dev.asof.online.ingest.IngestResult;
import dev.asof.online.load.LoadListener;
import dev.asof.online.load.LoadReport;
import dev.asof.online.load.LoadRequest;
import dev.asof.online.lookup.QuestionTimes;
import dev.asof.online.state.catalog.FileCounts;
import dev.asof.registry.compute.event.OnViolation;
import dev.asof.registry.compute.event.Violation;
import dev.asof.registry.compute.schema.BytesColumn;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.Schema;
import dev.asof.registry.erasure.ErasureFolder;
import dev.asof.registry.erasure.ErasureReceipt;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import dev.asof.registry.quarantine.QuarantineFilter;
import dev.asof.registry.quarantine.QuarantinedRow;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EraseTest {
    private static final String[] SPEND = {"spend:payments_ever", "spend:amount_1h", "spend:last_shop"};
    private static final List<String> NEVER_SEEN = List.of("PRESENT 0", "NOT_FOUND", "NOT_FOUND");
    private static final Map<String, String> CUSTOMER_7 = Map.of("customer_id", "7");

    /** A name that nothing else has in its bytes. */
    private static final String DISTINCT = "qzx-Umlaut-4711-shop";

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

    private static ColumnBatch customer(long id) {
        return Rows.of("customer_id int64").row(id).batch();
    }

    private static ColumnBatch shop(String shop) {
        return Rows.of("shop string").row(shop).batch();
    }

    private static List<String> ofShop(OnlineStore store, String shop) {
        return texts(ask(store, shop(shop), QuestionTimes.NOW, "turnover:amount_ever"));
    }

    private static Rows noShop() {
        return Rows.of("payment_id int64", "customer_id int64", "paid_at timestamp", "amount float64");
    }

    @Test
    void anErasedEntityIsOneNeverSeenAndNoOtherOnesValueChanges() {
        try (OnlineStore store = fixture.open()) {
            load(store);
            ingest(store, payments().row(1, 7, "zoo", NOW - SECOND, 2.5).row(2, 8, "zoo", NOW, 4.0));
            ingestClicks(
                    store, "web", 1, OnlineFixture.clicks().row(7, NOW, "home").row(8, NOW, "home"));
            List<String> shopBefore = ofShop(store, "zoo");
            List<String> otherBefore = texts(ask(store, customer(8), QuestionTimes.NOW, SPEND));

            ErasureReceipt receipt = store.erase(Optional.empty(), CUSTOMER_7);

            assertThat(receipt.state().records()).isOne();
            assertThat(receipt.state().events()).isEqualTo(2);
            assertThat(receipt.tombstones())
                    .as("of the number, its text and such that read as it")
                    .hasSize(3);
            assertThat(receipt.finishedAtMicros()).isPresent();
            assertThat(receipt.archive())
                    .extracting(
                            ErasureReceipt.ArchiveFile::source,
                            ErasureReceipt.ArchiveFile::removed,
                            ErasureReceipt.ArchiveFile::blanked)
                    .containsExactlyInAnyOrder(
                            org.assertj.core.groups.Tuple.tuple("payments", 0L, 1L),
                            org.assertj.core.groups.Tuple.tuple("clicks", 1L, 0L));
            assertThat(texts(ask(store, customer(7), QuestionTimes.NOW, SPEND))).isEqualTo(NEVER_SEEN);
            assertThat(texts(ask(store, customer(7), QuestionTimes.NOW, "browsing:clicks_ever")))
                    .containsExactly("PRESENT 0");
            assertThat(ofShop(store, "zoo")).isEqualTo(shopBefore).containsExactly("PRESENT 6.5");
            assertThat(texts(ask(store, customer(8), QuestionTimes.NOW, SPEND))).isEqualTo(otherBefore);
        }
        try (OnlineStore reopened = fixture.open()) {
            assertThat(texts(ask(reopened, customer(7), QuestionTimes.NOW, SPEND)))
                    .isEqualTo(NEVER_SEEN);
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
            assertThat(texts(ask(store, customer(7), QuestionTimes.NOW, SPEND))).isEqualTo(NEVER_SEEN);
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
    void neitherIngestNorFilesNorTheArchiveBringItBack() {
        fixture.files()
                .put(
                        "payments",
                        "p.parquet",
                        'c',
                        payments()
                                .row(3, 7, "zoo", NOW, 1.0)
                                .row(4, 8, "zoo", NOW, 1.0)
                                .batch());
        try (OnlineStore store = fixture.open()) {
            ingest(store, payments().row(1, 7, "zoo", NOW - SECOND, 2.5).row(2, 8, "zoo", NOW, 4.0));
            load(store);
            store.erase(Optional.empty(), CUSTOMER_7);
            IngestResult again =
                    ingest(store, payments().row(1, 7, "zoo", NOW - SECOND, 2.5).row(9, 8, "zoo", NOW, 1.0));
            assertThat(again.accepted()).as("the shop's new event").isOne();
            assertThat(again.duplicates()).as("the shop's event that it has").isOne();
            assertThat(texts(ask(store, customer(7), QuestionTimes.NOW, SPEND))).isEqualTo(NEVER_SEEN);
            IngestResult ofNobodyElse = store.ingest(new IngestBatch(
                    "payments", "", 0, noShop().row(10, 7, NOW, 1.0).batch()));
            assertThat(ofNobodyElse.accepted()).isZero();
            assertThat(ofNobodyElse.rejections()).singleElement().satisfies(rejection -> {
                assertThat(rejection.onViolation()).isEqualTo(OnViolation.DROP);
                assertThat(rejection.violations().getFirst().reason()).isEqualTo(Violation.Reason.ERASED);
            });
            fixture.apply("""
                    feature_view: spend
                    version: 2
                    entity: customer
                    source: payments
                    features:
                      n: {aggregate: count(*), window: unbounded}
                    """.replace("spend", "spending"));
            assertThat(countsOfLoad(store)).as("7's row is the shop's event").isEqualTo("2 rows, 2 events, 0 erased");
            assertThat(texts(ask(store, customer(7), QuestionTimes.NOW, "spending:n")))
                    .containsExactly("PRESENT 0");
            assertThat(texts(ask(store, customer(8), QuestionTimes.NOW, "spending:n")))
                    .containsExactly("PRESENT 3");
        }
    }

    /** Applies a customer's view alone, of payments with these columns beside; the versions from before go on. */
    private void applyPaymentsWith(String columns) {
        fixture.applyAlone("""
                entity: customer
                keys: {customer_id: int64}
                ---
                source: payments
                format: parquet
                path: payments
                event_time: paid_at
                unique_key: [payment_id]
                columns:
                  payment_id:  {type: int64}
                  customer_id: {type: int64}
                  shop:        {type: string}
                  paid_at:     {type: timestamp}
                  %s
                on_violation: quarantine
                ---
                feature_view: spend
                version: 2
                entity: customer
                source: payments
                features:
                  n: {aggregate: count(*), window: unbounded}
                """.formatted(columns));
    }

    @Test
    void aSentRowStaysTheEventThatItIsToAnotherOneAsItIsStored() {
        applyPaymentsWith("amount: {type: string}");
        try (OnlineStore store = fixture.open()) {
            load(store);
            store.erase(Optional.empty(), CUSTOMER_7);
            Rows sent = Rows.of(
                            "payment_id int64", "customer_id int64", "shop string", "paid_at timestamp", "amount bytes")
                    .row(1, 7, "zoo", NOW, utf8("2.5"))
                    .row(2, 8, "zoo", NOW, utf8("4"));
            assertThat(store.ingest(new IngestBatch("payments", "", 0, sent.batch()))
                            .accepted())
                    .as("text for payments, which turnover@1 reads as numbers")
                    .isEqualTo(2);
            assertThat(ofShop(store, "zoo")).containsExactly("PRESENT 6.5");
            assertThat(texts(ask(store, customer(7), QuestionTimes.NOW, "spend@2:n")))
                    .containsExactly("PRESENT 0");
        }
    }

    @Test
    void aSentRowIsNoEventOfAVersionThatCannotReadItAsItIsStored() {
        applyPaymentsWith("note: {type: bool}");
        try (OnlineStore store = fixture.open()) {
            load(store);
            store.erase(Optional.empty(), CUSTOMER_7);
            Rows sent = Rows.of(
                            "payment_id int64", "customer_id int64", "shop string", "paid_at timestamp", "note string")
                    .row(1, 7, "zoo", NOW, "true");
            assertThat(store.ingest(new IngestBatch("payments", "", 0, sent.batch()))
                            .rejections())
                    .singleElement()
                    .satisfies(rejection -> assertThat(
                                    rejection.violations().getFirst().reason())
                            .isEqualTo(Violation.Reason.ERASED));
            assertThat(store.status().sources())
                    .filteredOn(source -> source.source().equals("payments"))
                    .extracting(StoreStatus.SourceStatus::quarantined)
                    .containsExactly(0L);
        }
    }

    @Test
    void rowsOfAFileThatAreOfErasedEntitiesAloneAreCountedAsSuch() {
        ColumnBatch clicks = OnlineFixture.clicks()
                .row(7, NOW, "home")
                .row(8, NOW, "home")
                .row(7, NOW + SECOND, "home")
                .row(8, NOW + SECOND, "home")
                .batch();
        fixture.files().put("clicks", "c.parquet", 'c', clicks);
        try (OnlineStore store = fixture.open()) {
            store.erase(Optional.empty(), CUSTOMER_7);
            FileCounts counts = fileCounts(store.load(
                    new LoadRequest(List.of("clicks"), OptionalLong.of(NOW), LoadRequest.Start.WHERE_THE_LAST_ENDED),
                    LoadListener.NONE));
            assertThat(counts).isEqualTo(new FileCounts(4, 1, 0, 0, 1, NOW));
            assertThat(counts.erased()).isEqualTo(2);
        }
    }

    private static FileCounts fileCounts(LoadReport report) {
        return report.sources().stream()
                .flatMap(source -> source.files().stream())
                .findFirst()
                .orElseThrow()
                .counts();
    }

    private static String countsOfLoad(OnlineStore store) {
        FileCounts counts = fileCounts(store.load(LoadRequest.ALL, LoadListener.NONE));
        return counts.rows() + " rows, " + counts.events() + " events, " + counts.erased() + " erased";
    }

    @Test
    void itStaysErasedWhereALaterVersionHasItsKeyInAnotherType() {
        try (OnlineStore store = fixture.open()) {
            load(store);
            ingest(store, payments().row(1, 5, "7", NOW - SECOND, 2.5).row(2, 5, "8", NOW, 4.0));
            store.erase(Optional.empty(), Map.of("shop", "7"));
            fixture.applyAlone("""
                    entity: shop
                    keys: {shop: int64}
                    ---
                    source: payments
                    format: parquet
                    path: payments
                    event_time: paid_at
                    unique_key: [payment_id]
                    columns:
                      payment_id: {type: int64}
                      shop:       {type: int64}
                      paid_at:    {type: timestamp}
                    ---
                    feature_view: turnover
                    version: 2
                    entity: shop
                    source: payments
                    features:
                      n: {aggregate: count(*), window: unbounded}
                    """);
            fixture.files()
                    .put(
                            "payments",
                            "p.parquet",
                            'c',
                            numbered().row(11, 7, NOW).row(12, 8, NOW).batch());
            load(store);
            IngestResult sent = store.ingest(new IngestBatch(
                    "payments", "", 0, numbered().row(13, 7, NOW).batch()));
            assertThat(sent.accepted()).isZero();
            assertThat(ofNumberedShop(store, 7)).containsExactly("PRESENT 0");
            assertThat(ofNumberedShop(store, 8)).containsExactly("PRESENT 2");
        }
    }

    @Test
    void itGoesAndStaysGoneWhereALaterVersionHasItsTextAsBytes() {
        Rows doors = Rows.of("id bytes", "at timestamp").row(utf8("zoo"), NOW).row(utf8("ab"), NOW);
        fixture.withNamesakes().files().put("visits", "a.parquet", 'a', doors.batch());
        fixture.applyAlone("""
                entity: site
                keys: {id: bytes}
                ---
                source: visits
                format: parquet
                path: visits
                event_time: at
                columns: {id: {type: bytes}, at: {type: timestamp}}
                ---
                feature_view: visit
                version: 2
                entity: site
                source: visits
                features:
                  n: {aggregate: count(*), window: unbounded}
                """);
        Optional<String> site = Optional.of("site");
        try (OnlineStore store = fixture.open()) {
            load(store);
            ErasureReceipt preview = store.previewErasure(site, Map.of("id", "zoo"));
            assertThat(store.erase(site, Map.of("id", "zoo")).state()).isEqualTo(preview.state());
            assertThat(preview.state().events()).as("of both versions").isEqualTo(2);
            assertThat(ofSiteInBytes(store, "zoo")).containsExactly("PRESENT 0");
            assertThat(ofSiteInBytes(store, "ab")).containsExactly("PRESENT 1");

            store.erase(site, Map.of("id", "C0FFEE"));
            Rows texts = Rows.of("id string", "at timestamp").row("c0ffee", NOW).row("C0FFEA", NOW);
            fixture.files().put("visits", "b.parquet", 'b', texts.batch());
            load(store);
            assertThat(texts(ask(store, hexadecimal("c0ffee"), QuestionTimes.NOW, "visit@2:n")))
                    .containsExactly("PRESENT 0");
            assertThat(texts(ask(store, hexadecimal("c0ffea"), QuestionTimes.NOW, "visit@2:n")))
                    .containsExactly("PRESENT 1");
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static ColumnBatch hexadecimal(String id) {
        return Rows.of("id bytes").row(HexFormat.of().parseHex(id)).batch();
    }

    private static List<String> ofSiteInBytes(OnlineStore store, String id) {
        ColumnBatch rows = Rows.of("id bytes").row(utf8(id)).batch();
        return texts(ask(store, rows, QuestionTimes.NOW, "visit@2:n"));
    }

    private static Rows numbered() {
        return Rows.of("payment_id int64", "shop int64", "paid_at timestamp");
    }

    private static List<String> ofNumberedShop(OnlineStore store, long shop) {
        return texts(ask(store, Rows.of("shop int64").row(shop).batch(), QuestionTimes.NOW, "turnover@2:n"));
    }

    @Test
    void rowsInQuarantineGoAndAreNotFoundAgain() {
        ColumnBatch bad = payments()
                .row(3, 7, "zoo", NOW, -1.0)
                .row(4, 8, "zoo", NOW, -1.0)
                .batch();
        fixture.files().put("payments", "p.parquet", 'c', bad);
        try (OnlineStore store = fixture.open()) {
            load(store);
            ingest(store, payments().row(1, 7, "zoo", NOW, -2.5).row(2, 8, "zoo", NOW, -4.0));
            ErasureReceipt receipt = store.erase(Optional.empty(), CUSTOMER_7);
            assertThat(receipt.quarantinedRows()).isEqualTo(2);
            assertThat(store.status().sources())
                    .filteredOn(source -> source.source().equals("payments"))
                    .singleElement()
                    .satisfies(source -> assertThat(source.quarantined())
                            .as("two that the load found, and 8's of those sent")
                            .isEqualTo(3));
            assertThat(store.quarantined(QuarantineFilter.ALL, "", 10).rows())
                    .hasSize(2)
                    .allSatisfy(row -> assertThat(row.cells().get(1).text()).contains("8"));
            ingest(store, payments().row(1, 7, "zoo", NOW, -2.5));
            fixture.files()
                    .put(
                            "payments",
                            "q.parquet",
                            'd',
                            payments().row(5, 7, "zoo", NOW, -1.0).batch());
            load(store);
            assertThat(store.quarantined(QuarantineFilter.ALL, "", 10).rows()).hasSize(2);
        }
    }

    @Test
    void rowsInQuarantineWhoseKeyCameAsBytesAreOfItsTextAndOfNoOther() {
        ColumnBatch bad = asBytes(
                payments()
                        .row(1, 7, "zoo", NOW, -1.0)
                        .row(2, 7, "bar", NOW, -1.0)
                        .batch(),
                "shop");
        fixture.files().put("payments", "p.parquet", 'c', bad);
        try (OnlineStore store = fixture.open()) {
            load(store);
            store.ingest(new IngestBatch("payments", "", 0, bad));
            ErasureReceipt ofNone = store.erase(Optional.empty(), Map.of("shop", "7a6f6f"));
            assertThat(ofNone.quarantinedRows()).isZero();
            ErasureReceipt ofBoth = store.erase(Optional.empty(), Map.of("shop", "zoo"));
            assertThat(ofBoth.quarantinedRows()).isEqualTo(2);
            assertThat(store.quarantined(QuarantineFilter.ALL, "", 10).rows())
                    .hasSize(2)
                    .allSatisfy(row -> assertThat(row.cells())
                            .contains(new QuarantinedRow.Cell("shop", ScalarType.BYTES, Optional.of("626172"))));
        }
    }

    private static ColumnBatch asBytes(ColumnBatch rows, String column) {
        List<Field> fields = new ArrayList<>(rows.schema().fields());
        List<Column> columns = new ArrayList<>(rows.columns());
        int index = rows.schema().find(column).orElseThrow();
        BytesColumn text = (BytesColumn) columns.get(index);
        fields.set(index, new Field(column, ScalarType.BYTES));
        columns.set(index, new BytesColumn(ScalarType.BYTES, text.data(), text.offsets(), text.nulls()));
        return new ColumnBatch(new Schema(fields), columns, rows.rowCount());
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
            assertThat(filesWith(DISTINCT)).isNotEmpty();

            ErasureReceipt receipt = store.erase(Optional.empty(), Map.of("shop", DISTINCT));

            assertThat(receipt.state().events()).isEqualTo(700);
            assertThat(receipt.state().blocks()).isPositive();
            assertThat(receipt.quarantinedRows()).isOne();
            assertThat(filesWith(DISTINCT)).isEmpty();
            assertThat(ofShop(store, DISTINCT)).containsExactly("NOT_FOUND");
            assertThat(ofShop(store, "shop-1")).first().asString().startsWith("PRESENT");
        }
        assertThat(filesWith(DISTINCT)).isEmpty();
    }

    @Test
    void rowsThatAReplayPutsBackMeanwhileGoAsWell() throws IOException {
        try (OnlineStore store = fixture.open()) {
            load(store);
            ingest(store, payments().row(1, null, DISTINCT, NOW, -1.0).row(2, 8, "zoo", NOW, -1.0));
            store.quarantined(QuarantineFilter.ALL, "", 10);
            fixture.files().whenTheArchiveIsListed(() -> store.replay(QuarantineFilter.ALL));

            store.erase(Optional.empty(), Map.of("shop", DISTINCT));

            assertThat(filesWith(DISTINCT)).isEmpty();
            assertThat(store.quarantined(QuarantineFilter.ALL, "", 10).rows()).hasSize(1);
        }
    }

    private List<Path> filesWith(String text) throws IOException {
        try (Stream<Path> files = Files.walk(fixture.repository().workingFolder())) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> contains(file, text))
                    .toList();
        }
    }

    private static boolean contains(Path file, String text) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void anErasureThatFailedHalfwayIsFinishedWhenTheStoreIsOpened() {
        try (OnlineStore store = fixture.open()) {
            load(store);
            ingestClicks(
                    store, "web", 1, OnlineFixture.clicks().row(7, NOW, "home").row(8, NOW, "home"));
            store.flushArchive(List.of());
            fixture.files().failAfterArchiveWrites(0);
            assertThatThrownBy(() -> store.erase(Optional.empty(), CUSTOMER_7))
                    .hasMessageContaining("Cannot write: the test says so.");
            assertThat(texts(ask(store, customer(7), QuestionTimes.NOW, "browsing:clicks_ever")))
                    .containsExactly("PRESENT 0");
        }
        ErasureFolder erasures = new ErasureFolder(fixture.repository());
        assertThat(erasures.read().unfinished())
                .as("of the number, its text and such that read as it")
                .hasSize(3);
        try (OnlineStore reopened = fixture.open()) {
            assertThat(erasures.read().unfinished()).isEmpty();
            assertThat(erasures.receipts()).singleElement().satisfies(receipt -> {
                assertThat(receipt.finishedAtMicros()).isPresent();
                assertThat(receipt.archive()).hasSize(1);
                assertThat(receipt.state().events()).isOne();
            });
            assertThat(texts(ask(reopened, customer(7), QuestionTimes.NOW, "browsing:clicks_ever")))
                    .containsExactly("PRESENT 0");
            assertThat(texts(ask(reopened, customer(8), QuestionTimes.NOW, "browsing:clicks_ever")))
                    .containsExactly("PRESENT 1");
        }
    }

    @Test
    void aDamagedReceiptIsSetAsideAndTheErasureFinished() throws IOException {
        Path receipts = fixture.repository().erasureFolder().resolve("receipts");
        try (OnlineStore store = fixture.open()) {
            load(store);
            ingestClicks(
                    store, "web", 1, OnlineFixture.clicks().row(7, NOW, "home").row(8, NOW, "home"));
            fixture.files().failAfterArchiveWrites(1);
            assertThatThrownBy(() -> store.erase(Optional.empty(), CUSTOMER_7))
                    .hasMessageContaining("Cannot write: the test says so.");
        }
        Files.writeString(receipts.resolve("unfinished.json"), "{\"format\": 1, \"tomb");
        try (OnlineStore reopened = fixture.open()) {
            ErasureFolder erasures = new ErasureFolder(fixture.repository());
            assertThat(erasures.read().unfinished()).isEmpty();
            assertThat(erasures.receipts()).singleElement().satisfies(receipt -> {
                assertThat(receipt.tombstones()).hasSize(3);
                assertThat(receipt.finishedAtMicros()).isPresent();
            });
            assertThat(receipts.resolve("unfinished-1.damaged")).content().startsWith("{\"format\": 1");
            assertThat(texts(ask(reopened, customer(7), QuestionTimes.NOW, "browsing:clicks_ever")))
                    .containsExactly("PRESENT 0");
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
            ingestClicks(
                    store, "web", 1, OnlineFixture.clicks().row(7, NOW, "home").row(8, NOW, "home"));
            assertThatThrownBy(() -> store.erase(Optional.empty(), CUSTOMER_7))
                    .hasMessageContaining("the receipt: ")
                    .hasMessageContaining(receipts.toString());
            assertThat(texts(ask(store, customer(7), QuestionTimes.NOW, "browsing:clicks_ever")))
                    .containsExactly("PRESENT 0");
        }
        try (OnlineStore reopened = fixture.open()) {
            assertThat(erasures.read().unfinished()).hasSize(3);
            assertThat(texts(ask(reopened, customer(7), QuestionTimes.NOW, "browsing:clicks_ever")))
                    .containsExactly("PRESENT 0");
        }
        Files.delete(receipts);
        try (OnlineStore reopened = fixture.open()) {
            assertThat(erasures.read().unfinished()).isEmpty();
            assertThat(erasures.receipts()).hasSize(1);
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
            assertThat(texts(ask(reopened, customer(7), QuestionTimes.NOW, "browsing:clicks_ever")))
                    .containsExactly("PRESENT 0");
            ingestClicks(reopened, "web", 3, OnlineFixture.clicks().row(8, NOW, "home"));
            assertThatThrownBy(() -> reopened.erase(Optional.empty(), Map.of("customer_id", "8")))
                    .hasMessageStartingWith("Cannot erase all yet: ");
            assertThat(texts(ask(reopened, customer(8), QuestionTimes.NOW, "browsing:clicks_ever")))
                    .containsExactly("PRESENT 0");
            assertThat(erasures.read().unfinished())
                    .as("of two numbers, their texts and such that read as them")
                    .hasSize(6);
        }
        fixture.files().damageArchived(damaged, false);
        try (OnlineStore reopened = fixture.open()) {
            assertThat(fixture.files().archive()).isEmpty();
            assertThat(erasures.read().unfinished()).isEmpty();
            assertThat(erasures.receipts())
                    .singleElement()
                    .satisfies(receipt -> assertThat(receipt.tombstones()).hasSize(6));
        }
    }

    @Test
    void itGoesFromTheArchiveWhereItsSourceHasAnotherEventTimeSince() {
        String payments = """
                source: payments
                format: parquet
                path: payments
                event_time: TIME
                unique_key: [payment_id]
                columns:
                  payment_id:  {type: int64}
                  customer_id: {type: int64}
                  paid_at:     {type: timestamp}
                  booked_at:   {type: timestamp}
                ---
                feature_view: spend
                version: VERSION
                entity: customer
                source: payments
                features:
                  n: {aggregate: count(*), window: unbounded}
                ---
                entity: customer
                keys: {customer_id: int64}
                """;
        Rows sent = Rows.of("payment_id int64", "customer_id int64", "paid_at timestamp")
                .row(1, 7, NOW)
                .row(2, 8, NOW);
        fixture.applyAlone(payments.replace("TIME", "paid_at").replace("VERSION", "2"));
        try (OnlineStore store = fixture.open()) {
            load(store);
            ingest(store, sent);
            store.flushArchive(List.of());
            fixture.applyAlone(payments.replace("TIME", "booked_at").replace("VERSION", "3"));
            load(store);
            assertThat(store.erase(Optional.of("customer"), CUSTOMER_7).archive())
                    .singleElement()
                    .satisfies(file -> assertThat(file.removed()).isOne());
            assertThat(texts(ask(store, customer(8), QuestionTimes.NOW, "spend@2:n")))
                    .containsExactly("PRESENT 1");
        }
        try (OnlineStore reopened = fixture.open()) {
            assertThat(texts(ask(reopened, customer(7), QuestionTimes.NOW, "spend@2:n")))
                    .containsExactly("PRESENT 0");
        }
    }

    @Test
    void itGoesFromTheArchiveWhereAColumnHasATypeSinceThatItsRowsCannotTake() {
        String visits = """
                entity: site
                keys: {id: string}
                ---
                source: visits
                format: parquet
                path: visits
                event_time: at
                columns: {id: {type: string}, at: {type: timestamp}, length: {type: TYPE}}
                ---
                feature_view: visit
                version: VERSION
                entity: site
                source: visits
                features:
                  last: {latest: length}
                """;
        fixture.applyAlone(visits.replace("TYPE", "int64").replace("VERSION", "1"));
        Rows sent = Rows.of("id string", "at timestamp", "length int64")
                .row("zoo", NOW, 1)
                .row("bar", NOW, 2);
        try (OnlineStore store = fixture.open()) {
            load(store);
            store.ingest(new IngestBatch("visits", "doors", 1, sent.batch()));
            store.flushArchive(List.of());
            fixture.applyAlone(visits.replace("TYPE", "bool").replace("VERSION", "2"));
            assertThat(store.erase(Optional.of("site"), Map.of("id", "zoo")).archive())
                    .singleElement()
                    .satisfies(file -> assertThat(file.removed()).isOne());
        }
        try (OnlineStore reopened = fixture.open()) {
            assertThat(texts(ask(reopened, site("zoo"), QuestionTimes.NOW, "visit@1:last")))
                    .containsExactly("NOT_FOUND");
            assertThat(texts(ask(reopened, site("bar"), QuestionTimes.NOW, "visit@1:last")))
                    .containsExactly("PRESENT 2");
        }
    }

    @Test
    void itStaysErasedWhereALaterVersionReadsItsTextAsATimeOnTheSourcesClocks() {
        String visits = """
                entity: site
                keys: {id: TYPE}
                ---
                source: visits
                format: parquet
                path: visits
                event_time: at
                zone: America/New_York
                columns: {id: {type: TYPE}, at: {type: timestamp}}
                ---
                feature_view: visit
                version: VERSION
                entity: site
                source: visits
                features:
                  n: {aggregate: count(*), window: unbounded}
                """;
        fixture.applyAlone(visits.replace("TYPE", "string").replace("VERSION", "1"));
        Rows slots = Rows.of("id string", "at timestamp")
                .row("2024-02-29 10:00:00", NOW)
                .row("2024-02-29 05:00:00", NOW);
        fixture.files().put("visits", "a.parquet", 'a', slots.batch());
        try (OnlineStore store = fixture.open()) {
            load(store);
            store.erase(Optional.of("site"), Map.of("id", "2024-02-29 10:00:00"));
            fixture.applyAlone(visits.replace("TYPE", "timestamp").replace("VERSION", "2"));
            load(store);
            assertThat(ofSlot(store, "2024-02-29T15:00:00Z")).containsExactly("PRESENT 0");
            assertThat(ofSlot(store, "2024-02-29T10:00:00Z")).containsExactly("PRESENT 1");
        }
    }

    private static List<String> ofSlot(OnlineStore store, String time) {
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(time));
        ColumnBatch rows = Rows.of("id timestamp").row(micros).batch();
        return texts(ask(store, rows, QuestionTimes.NOW, "visit@2:n"));
    }

    @Test
    void aNumberStaysErasedWhereALaterVersionHasItsTextWhicheverThatIs() {
        String visits = """
                entity: site
                keys: {id: TYPE}
                ---
                source: visits
                format: parquet
                path: visits
                event_time: at
                columns: {id: {type: TYPE}, at: {type: timestamp}}
                ---
                feature_view: visit
                version: VERSION
                entity: site
                source: visits
                features:
                  n: {aggregate: count(*), window: unbounded}
                """;
        fixture.applyAlone(visits.replace("TYPE", "int64").replace("VERSION", "1"));
        Rows numbers = Rows.of("id string", "at timestamp").row("0017", NOW).row("18", NOW);
        fixture.files().put("visits", "a.parquet", 'a', numbers.batch());
        try (OnlineStore store = fixture.open()) {
            load(store);
            store.erase(Optional.of("site"), Map.of("id", "17"));
            fixture.applyAlone(visits.replace("TYPE", "string").replace("VERSION", "2"));
            load(store);
            assertThat(texts(ask(store, site("0017"), QuestionTimes.NOW, "visit@2:n")))
                    .containsExactly("PRESENT 0");
            assertThat(texts(ask(store, site("18"), QuestionTimes.NOW, "visit@2:n")))
                    .containsExactly("PRESENT 1");
        }
    }

    private static ColumnBatch site(String id) {
        return Rows.of("id string").row(id).batch();
    }

    @Test
    void aPreviewSaysWhatWouldGoAndChangesNothing() throws IOException {
        try (OnlineStore store = fixture.open()) {
            load(store);
            ingest(store, payments().row(1, 7, "zoo", NOW - SECOND, 2.5).row(2, 8, "zoo", NOW, 4.0));
            ingest(store, payments().row(3, 7, "zoo", NOW, -1.0));
            ingestClicks(store, "web", 1, OnlineFixture.clicks().row(7, NOW, "home"));
            store.flushArchive(List.of());
            List<String> before = texts(ask(store, customer(7), QuestionTimes.NOW, SPEND));

            ErasureReceipt preview = store.previewErasure(Optional.empty(), CUSTOMER_7);

            assertThat(preview.tombstones()).isEmpty();
            assertThat(preview.finishedAtMicros()).isEmpty();
            assertThat(texts(ask(store, customer(7), QuestionTimes.NOW, SPEND))).isEqualTo(before);
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
        assertThat(new ErasureFolder(fixture.repository()).receipts()).hasSize(2);
    }

    @Test
    void oneThatNobodyKnowsYetNeverComes() {
        try (OnlineStore store = fixture.open()) {
            load(store);
            store.erase(Optional.empty(), CUSTOMER_7);
            ingestClicks(store, "web", 1, OnlineFixture.clicks().row(7, NOW, "home"));
            assertThat(texts(ask(store, customer(7), QuestionTimes.NOW, "browsing:clicks_ever")))
                    .containsExactly("PRESENT 0");
        }
    }

    @Test
    void whatIsMeantHasToBeAnEntity() {
        try (OnlineStore store = fixture.open()) {
            assertThatThrownBy(() -> store.erase(Optional.empty(), Map.of("customer", "7")))
                    .isInstanceOfSatisfying(
                            AsofException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT))
                    .hasMessage(
                            "Cannot tell which entity is meant: no feature view is about one with the keys customer. There"
                                    + " are customer (customer_id), shop (shop).");
            assertThatThrownBy(() -> store.erase(Optional.empty(), Map.of("customer_id", "seven")))
                    .hasMessageStartingWith("Cannot tell which customer is meant: customer_id: ");
        }
    }

    private static void ingestNamesakes(OnlineStore store) {
        load(store);
        Rows meters = Rows.of("id int64", "at timestamp").row(5, NOW).row(6, NOW);
        Rows sites = Rows.of("id string", "at timestamp").row("5", NOW).row("abc", NOW);
        store.ingest(new IngestBatch("readings", "meters", 1, meters.batch()));
        store.ingest(new IngestBatch("visits", "doors", 1, sites.batch()));
    }

    private static List<String> ofMeter(OnlineStore store, long id) {
        return texts(ask(store, Rows.of("id int64").row(id).batch(), QuestionTimes.NOW, "reading:n"));
    }

    private static List<String> ofSite(OnlineStore store, String id) {
        return texts(ask(store, Rows.of("id string").row(id).batch(), QuestionTimes.NOW, "visit:n"));
    }

    @Test
    void aKindWhoseKeysCannotHaveTheValueIsNotMeant() {
        try (OnlineStore store = fixture.withNamesakes().open()) {
            ingestNamesakes(store);
            ErasureReceipt receipt = store.erase(Optional.empty(), Map.of("id", "abc"));
            assertThat(receipt.tombstones()).hasSize(1);
            assertThat(ofSite(store, "abc")).containsExactly("PRESENT 0");
            assertThat(ofSite(store, "5")).containsExactly("PRESENT 1");
        }
    }

    @Test
    void whereSeveralKindsMayBeMeantNothingIsErased() {
        try (OnlineStore store = fixture.withNamesakes().open()) {
            ingestNamesakes(store);
            assertThatThrownBy(() -> store.erase(Optional.empty(), Map.of("id", "5")))
                    .isInstanceOfSatisfying(
                            AsofException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT))
                    .hasMessage(
                            "Cannot tell which entity is meant: each of meter, site may have the keys id=5. Name one"
                                    + " with --entity, such as --entity meter ('entity' in a call).");
            assertThat(ofMeter(store, 5)).containsExactly("PRESENT 1");
            assertThat(ofSite(store, "5")).containsExactly("PRESENT 1");
        }
        assertThat(new ErasureFolder(fixture.repository()).receipts()).isEmpty();
    }

    @Test
    void ofSeveralKindsTheNamedOneIsErased() {
        try (OnlineStore store = fixture.withNamesakes().open()) {
            ingestNamesakes(store);
            ErasureReceipt receipt = store.erase(Optional.of("meter"), Map.of("id", "5"));
            assertThat(receipt.tombstones())
                    .as("of the number, its text and such that read as it")
                    .hasSize(3);
            assertThat(ofMeter(store, 5)).containsExactly("PRESENT 0");
            assertThat(ofMeter(store, 6)).containsExactly("PRESENT 1");
            assertThat(ofSite(store, "5")).containsExactly("PRESENT 1");
            assertThatThrownBy(() -> store.erase(Optional.of("meter"), Map.of("id", "abc")))
                    .hasMessageStartingWith("Cannot tell which meter is meant: id: ");
            assertThatThrownBy(() -> store.erase(Optional.of("metre"), Map.of("id", "5")))
                    .hasMessage(
                            "Cannot tell which entity is meant: no feature view is about an entity 'metre'. There are"
                                    + " customer (customer_id), meter (id), shop (shop), site (id).");
        }
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
}
