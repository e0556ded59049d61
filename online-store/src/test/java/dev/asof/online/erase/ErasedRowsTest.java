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
import static dev.asof.online.erase.ErasureFixture.NEVER_SEEN;
import static dev.asof.online.erase.ErasureFixture.clicksOf;
import static dev.asof.online.erase.ErasureFixture.customer;
import static dev.asof.online.erase.ErasureFixture.noShop;
import static dev.asof.online.erase.ErasureFixture.ofShop;
import static dev.asof.online.erase.ErasureFixture.spendOf;
import static dev.asof.online.erase.ErasureFixture.spendOfPaymentsWith;
import static dev.asof.online.erase.ErasureFixture.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.asof.online.OnlineFixture;
import dev.asof.online.OnlineStore;
import dev.asof.online.Rows;
import dev.asof.online.StoreStatus;
import dev.asof.online.ingest.IngestBatch;
import dev.asof.online.ingest.IngestResult;
import dev.asof.online.load.LoadListener;
import dev.asof.online.load.LoadReport;
import dev.asof.online.load.LoadRequest;
import dev.asof.online.lookup.QuestionTimes;
import dev.asof.online.state.catalog.FileCounts;
import dev.asof.registry.compute.event.OnViolation;
import dev.asof.registry.compute.event.Violation;
import dev.asof.registry.compute.schema.ColumnBatch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows of an erased entity that come after it was erased, be it from files or by ingest. */
class ErasedRowsTest {
    @TempDir
    Path folder;

    private OnlineFixture fixture;

    @BeforeEach
    void start() {
        fixture = new OnlineFixture(folder);
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
            assertThat(spendOf(store, 7)).isEqualTo(NEVER_SEEN);
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

    @Test
    void oneThatNobodyKnowsYetNeverComes() {
        try (OnlineStore store = fixture.open()) {
            load(store);
            store.erase(Optional.empty(), CUSTOMER_7);
            ingestClicks(store, "web", 1, OnlineFixture.clicks().row(7, NOW, "home"));
            assertThat(clicksOf(store, 7)).containsExactly("PRESENT 0");
        }
    }

    @Test
    void aSentRowStaysTheEventThatItIsToAnotherOneAsItIsStored() {
        fixture.applyAlone(spendOfPaymentsWith("amount: {type: string}", "quarantine"));
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
        fixture.applyAlone(spendOfPaymentsWith("note: {type: bool}", "quarantine"));
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
    void aRetryThatComesBeforeTheArchiveIsSweptIsADuplicate() {
        Rows sent = payments().row(1, 7, "zoo", NOW, 2.5);
        List<IngestResult> again = new ArrayList<>();
        try (OnlineStore store = fixture.open()) {
            load(store);
            ingest(store, sent);
            fixture.files().whenTheArchiveIsListed(() -> again.add(ingest(store, sent)));
            store.erase(Optional.empty(), CUSTOMER_7);
            assertThat(again)
                    .singleElement()
                    .satisfies(retry -> assertThat(retry.duplicates()).isOne());
            assertThat(ingest(store, sent).duplicates()).isOne();
            store.flushArchive(List.of());
            assertThat(fixture.files().archive().values())
                    .singleElement()
                    .satisfies(file -> assertThat(file.events().rowCount()).isOne());
        }
    }
}
