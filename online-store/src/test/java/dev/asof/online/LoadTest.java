package dev.asof.online;

import static dev.asof.online.OnlineFixture.NOW;
import static dev.asof.online.OnlineFixture.SECOND;
import static dev.asof.online.OnlineFixture.ask;
import static dev.asof.online.OnlineFixture.clicks;
import static dev.asof.online.OnlineFixture.ingest;
import static dev.asof.online.OnlineFixture.ingestClicks;
import static dev.asof.online.OnlineFixture.load;
import static dev.asof.online.OnlineFixture.loadUntil;
import static dev.asof.online.OnlineFixture.payments;
import static dev.asof.online.OnlineFixture.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asof.online.ingest.IngestBatch;
import dev.asof.online.load.LoadListener;
import dev.asof.online.load.LoadReport;
import dev.asof.online.load.LoadRequest;
import dev.asof.online.lookup.LookupAnswer;
import dev.asof.online.lookup.QuestionTimes;
import dev.asof.online.state.catalog.FileCounts;
import dev.asof.registry.archive.LoadLedger;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import dev.asof.registry.quarantine.QuarantineFilter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadTest {
    private static final String EVER = "spend:payments_ever";
    private static final String CLICKS = "browsing:clicks_ever";

    @TempDir
    Path folder;

    private OnlineFixture fixture;

    @BeforeEach
    void start() {
        fixture = fixture(folder);
    }

    /** What each test begins with. */
    OnlineFixture fixture(Path in) {
        return new OnlineFixture(in);
    }

    private static Rows threePayments() {
        return payments()
                .row(1, 7, "zoo", NOW - 3 * SECOND, 1.0)
                .row(2, 7, "zoo", NOW - 2 * SECOND, 2.0)
                .row(3, 7, "bar", NOW - SECOND, 4.0);
    }

    private static Rows threeClicks() {
        return clicks().row(7, NOW - 3 * SECOND, "home")
                .row(7, NOW - 2 * SECOND, "home")
                .row(7, NOW - 2 * SECOND, "home");
    }

    @Test
    void aViewThatWasNeverLoadedIsNotAnswered() {
        try (OnlineStore store = fixture.open()) {
            ingest(store, payments().row(1, 7, "zoo", NOW, 1.0));
            assertRefused(
                    ErrorCode.NOT_LOADED,
                    "Cannot answer the listed features: feature view 'spend@1' is not loaded. Run 'asof load'.",
                    () -> ask(store, QuestionTimes.NOW, EVER));
            assertThat(store.status().views())
                    .extracting(StoreStatus.ViewStatus::readiness)
                    .containsOnly(StoreStatus.Readiness.NOT_LOADED);
            load(store);
            assertThat(texts(ask(store, QuestionTimes.NOW, EVER))).containsExactly("PRESENT 1");
            assertThat(store.status().services())
                    .extracting(StoreStatus.ServiceStatus::readiness)
                    .containsOnly(StoreStatus.Readiness.READY);
        }
    }

    @Test
    void aFileCountsOnceUnderWhateverName() {
        fixture.files().put("clicks", "a.parquet", 'a', threeClicks().batch());
        try (OnlineStore store = fixture.open()) {
            assertThat(outcomes(load(store))).containsExactly(LoadReport.Outcome.LOADED);
            fixture.files()
                    .put("clicks", "copy-of-a.parquet", 'a', threeClicks().batch());
            assertThat(outcomes(load(store)))
                    .containsExactly(LoadReport.Outcome.UNCHANGED, LoadReport.Outcome.UNCHANGED);
            assertThat(texts(ask(store, QuestionTimes.NOW, CLICKS))).containsExactly("PRESENT 3");
        }
    }

    @Test
    void aLoadUntilALaterTimeAddsWhatLiesBetween() {
        fixture.files().put("clicks", "a.parquet", 'a', threeClicks().batch());
        try (OnlineStore store = fixture.open()) {
            LoadReport first = loadUntil(store, NOW - 3 * SECOND);
            assertThat(first.sources().get(0).files().get(0).counts())
                    .isEqualTo(new FileCounts(3, 1, 0, 0, 2, NOW - 3 * SECOND));
            assertThat(texts(ask(store, QuestionTimes.NOW, CLICKS))).containsExactly("PRESENT 1");
            assertThat(outcomes(loadUntil(store, NOW - 4 * SECOND))).containsExactly(LoadReport.Outcome.UNCHANGED);
            load(store);
            assertThat(texts(ask(store, QuestionTimes.NOW, CLICKS))).containsExactly("PRESENT 3");
            assertThat(store.status().sources().get(0).loadedUntilMicros()).isEmpty();
        }
    }

    @Test
    void aBrokenLoadIsInvisibleAndCanBeRepeated(@TempDir Path other) {
        fixture.files().put("clicks", "a.parquet", 'a', threeClicks().batch());
        fixture.files().put("payments", "p.parquet", 'c', threePayments().batch());
        try (OnlineStore store = fixture.open()) {
            load(store);
        }
        fixture.files().put("clicks", "b.parquet", 'b', threeClicks().batch());
        fixture.files()
                .put(
                        "payments",
                        "q.parquet",
                        'd',
                        threePayments().row(4, 7, "x", NOW, 1.0).batch());
        try (OnlineStore store = fixture.open()) {
            fixture.files().failReadingAfter(1);
            assertThatThrownBy(() -> load(store)).hasMessageContaining("the test says so");
            assertThat(texts(ask(store, QuestionTimes.NOW, CLICKS, EVER))).containsExactly("PRESENT 3", "PRESENT 3");
            OnlineFixture killed = fixture.killed(other);
            killed.files().put("clicks", "a.parquet", 'a', threeClicks().batch());
            killed.files().put("clicks", "b.parquet", 'b', threeClicks().batch());
            killed.files().put("payments", "p.parquet", 'c', threePayments().batch());
            killed.files()
                    .put(
                            "payments",
                            "q.parquet",
                            'd',
                            threePayments().row(4, 7, "x", NOW, 1.0).batch());
            try (OnlineStore reopened = killed.open()) {
                assertThat(texts(ask(reopened, QuestionTimes.NOW, CLICKS))).containsExactly("PRESENT 3");
                load(reopened);
                assertThat(texts(ask(reopened, QuestionTimes.NOW, CLICKS, EVER)))
                        .containsExactly("PRESENT 6", "PRESENT 4");
            }
        }
    }

    @Test
    void whatWasAnsweredBeforeALoadIsAnsweredAgainAfterIt() {
        try (OnlineStore store = fixture.open()) {
            load(store);
            ingest(store, payments().row(2, 7, "zoo", NOW - 2 * SECOND, 2.0));
            LookupAnswer before = ask(store, QuestionTimes.NOW, EVER);
            fixture.files().put("payments", "p.parquet", 'c', threePayments().batch());
            load(store);
            assertThat(texts(ask(store, QuestionTimes.NOW, EVER))).containsExactly("PRESENT 3");
            assertThat(texts(ask(store, before.times(), EVER))).containsExactly("PRESENT 1");
        }
    }

    @Test
    void anEventThatIsLoadedFirstAndIngestedLaterCountsFromTheLoadOn() {
        fixture.files().put("payments", "p.parquet", 'c', threePayments().batch());
        try (OnlineStore store = fixture.open()) {
            load(store);
            LookupAnswer before = ask(store, QuestionTimes.NOW, EVER, "spend:amount_1h");
            ingest(store, payments().row(1, 7, "zoo", NOW - 3 * SECOND, 1.0));
            assertThat(texts(ask(store, QuestionTimes.NOW, EVER, "spend:amount_1h")))
                    .containsExactly("PRESENT 3", "PRESENT 7.0");
            assertThat(texts(ask(store, before.times(), EVER, "spend:amount_1h")))
                    .containsExactly("PRESENT 3", "PRESENT 7.0");
        }
    }

    @Test
    void aViewThatIsAppliedLaterIsFilledFromTheArchive() {
        try (OnlineStore store = fixture.open()) {
            load(store);
            ingest(store, payments().row(1, 7, "zoo", NOW - SECOND, 1.0));
            LookupAnswer between = ask(store, QuestionTimes.NOW, EVER);
            ingest(store, payments().row(2, 7, "zoo", NOW - SECOND, 2.0));
            ingestClicks(store, "web", 1, threeClicks());
            fixture.apply("""
                    feature_view: spend
                    version: 2
                    entity: customer
                    source: payments
                    features:
                      largest: {aggregate: max(amount), window: unbounded}
                    ---
                    feature_view: browsing
                    version: 2
                    entity: customer
                    source: clicks
                    features:
                      clicks_1h: {aggregate: count(*), window: 1h}
                    """);
            assertRefused(
                    ErrorCode.NOT_LOADED,
                    "Cannot answer the listed features: feature view 'spend@2' is not loaded. Run 'asof load'.",
                    () -> ask(store, QuestionTimes.NOW, "spend@2:largest"));
            ingest(store, payments().row(3, 7, "zoo", NOW - SECOND, 3.0));
            load(store);
            ingestClicks(store, "web", 4, clicks().row(7, NOW, "home"));
            assertThat(texts(ask(store, QuestionTimes.NOW, "spend@2:largest", "browsing@2:clicks_1h")))
                    .containsExactly("PRESENT 3.0", "PRESENT 4");
            assertThat(texts(ask(store, between.times(), "spend@2:largest"))).containsExactly("PRESENT 1.0");
        }
    }

    @Test
    void aVersionOfTypesThatTheSourceGaveUpStandsInNobodysWay() throws IOException {
        Path before = fixture.repository().root().resolve("definitions-1.yaml");
        fixture.apply(readings("int64", 1));
        try (OnlineStore store = fixture.open()) {
            load(store);
            store.ingest(new IngestBatch("readings", "", 0, reading("int64", 1, 3)));
            Files.delete(before);
            fixture.apply(readings("float64", 2));
            fixture.files().put("readings", "a.parquet", 'a', reading("float64", 2, 2.5));
            load(store);
            store.ingest(new IngestBatch("readings", "", 0, reading("float64", 3, 4.5)));
            assertThat(texts(ask(store, QuestionTimes.NOW, "level@1:highest", "level@2:highest")))
                    .containsExactly("PRESENT 3", "PRESENT 4.5");
            assertThat(texts(ask(store, QuestionTimes.NOW, "level@2:count"))).containsExactly("PRESENT 3");
        }
    }

    @Test
    void eachVersionJudgesByItsOwnContractInFilesAndInWhatIsSent() throws IOException {
        Path before = fixture.repository().root().resolve("definitions-1.yaml");
        fixture.apply(readings("int64", 1));
        Files.delete(before);
        fixture.apply(readings("{type: int64, min: 0}", 2));
        fixture.files().put("readings", "a.parquet", 'a', reading("int64", 1, -3));
        try (OnlineStore store = fixture.open()) {
            load(store);
            assertThat(store.ingest(new IngestBatch("readings", "", 0, reading("int64", 2, -4)))
                            .accepted())
                    .isOne();
            assertThat(texts(ask(store, QuestionTimes.NOW, "level@1:count", "level@2:count")))
                    .containsExactly("PRESENT 2", "PRESENT 0");
            assertThat(store.status().sources())
                    .filteredOn(source -> source.source().equals("readings"))
                    .extracting(StoreStatus.SourceStatus::eventsLoaded, StoreStatus.SourceStatus::refused)
                    .containsExactly(org.assertj.core.groups.Tuple.tuple(1L, 0L));
        }
    }

    private static String readings(String type, int version) {
        return """
                source: readings
                format: parquet
                path: readings
                event_time: at
                unique_key: [id]
                columns: {id: int64, customer_id: int64, at: timestamp, level: %s}
                ---
                feature_view: level
                version: %d
                entity: customer
                source: readings
                features:
                  highest: {aggregate: max(level), window: unbounded}
                  count:   {aggregate: count(*), window: unbounded}
                """.formatted(type, version);
    }

    private static ColumnBatch reading(String type, int id, Number level) {
        return Rows.of("id int64", "customer_id int64", "at timestamp", "level " + type)
                .row(id, 7, NOW, level)
                .batch();
    }

    @Test
    void aNewStoreIsFilledFromTheArchiveOfAnEarlierOne(@TempDir Path other) {
        try (OnlineStore store = fixture.open()) {
            ingestClicks(store, "web", 1, threeClicks());
        }
        OnlineFixture fresh = new OnlineFixture(other);
        fixture.files()
                .archive()
                .forEach((path, batch) -> fresh.files().archive().put(path, batch));
        try (OnlineStore store = fresh.open()) {
            load(store);
            assertThat(texts(ask(store, QuestionTimes.NOW, CLICKS))).containsExactly("PRESENT 3");
            StoreStatus.SourceStatus status = store.status().sources().get(0);
            assertThat(status.eventsIngested()).isEqualTo(3);
            assertThat(status.archivePending()).isZero();
        }
    }

    @Test
    void filesOfTheArchiveCountWhateverTheirNamesAndWhateverTheClock(@TempDir Path other) {
        try (OnlineStore store = fixture.open()) {
            ingestClicks(store, "web", 1, threeClicks());
        }
        OnlineFixture fresh = new OnlineFixture(other);
        fresh.clock().set(NOW - OnlineFixture.SECOND);
        fixture.files()
                .archive()
                .forEach((path, batch) -> fresh.files().archive().put(path.resolveSibling("merged.parquet"), batch));
        try (OnlineStore store = fresh.open()) {
            load(store);
            fresh.clock().set(NOW + OnlineFixture.SECOND);
            assertThat(texts(ask(store, QuestionTimes.NOW, CLICKS))).containsExactly("PRESENT 3");
        }
    }

    @Test
    void aSourceWithoutUniqueKeyIsFedOneWay() {
        fixture.files().put("clicks", "a.parquet", 'a', threeClicks().batch());
        try (OnlineStore store = fixture.open()) {
            load(store);
            assertThatThrownBy(() -> ingestClicks(store, "web", 1, threeClicks()))
                    .isInstanceOfSatisfying(
                            AsofException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.FEEDING_CONFLICT));
        }
    }

    @Test
    void aFileWithoutRowsFeedsNothing() {
        fixture.files().put("clicks", "empty.parquet", 'a', clicks().batch());
        try (OnlineStore store = fixture.open()) {
            load(store);
            assertThat(ingestClicks(store, "web", 1, threeClicks()).accepted()).isEqualTo(3);
            fixture.files().put("clicks", "other.parquet", 'b', clicks().batch());
            load(store);
            assertThat(texts(ask(store, QuestionTimes.NOW, CLICKS))).containsExactly("PRESENT 3");
        }
    }

    @Test
    void aSourceWithoutUniqueKeyThatWasIngestedIsNotLoadedFromFiles() {
        try (OnlineStore store = fixture.open()) {
            ingestClicks(store, "web", 1, threeClicks());
            fixture.files().put("clicks", "a.parquet", 'a', threeClicks().batch());
            assertThatThrownBy(() -> load(store))
                    .isInstanceOfSatisfying(
                            AsofException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.FEEDING_CONFLICT));
        }
    }

    @Test
    void aFileThatChangedAfterItWasLoadedIsRefusedUntilTheSourceIsRebuilt() {
        fixture.files().put("clicks", "a.parquet", 'a', threeClicks().batch());
        fixture.files().put("payments", "p.parquet", 'c', threePayments().batch());
        try (OnlineStore store = fixture.open()) {
            load(store);
            ingest(store, payments().row(3, 7, "bar", NOW - SECOND, 4.0).row(9, 7, "bar", NOW - SECOND, 8.0));
            LookupAnswer ingested = ask(store, QuestionTimes.NOW, EVER);
            fixture.files()
                    .put(
                            "clicks",
                            "a.parquet",
                            'b',
                            clicks().row(7, NOW, "home").batch());
            fixture.files()
                    .put(
                            "payments",
                            "p.parquet",
                            'd',
                            payments().row(1, 7, "zoo", NOW, 1.0).batch());
            for (String source : List.of("clicks", "payments")) {
                String file = source.equals("clicks") ? "a.parquet" : "p.parquet";
                assertRefused(
                        ErrorCode.FILES_CHANGED,
                        "Cannot load source '" + source + "': " + file + " was loaded and has changed since, so the"
                                + " online store has rows that offline does not see. Put back what was loaded, or run"
                                + " 'asof load --rebuild " + source + "'.",
                        () -> loadOnly(store, source, LoadRequest.Start.WHERE_THE_LAST_ENDED));
                loadOnly(store, source, LoadRequest.Start.ANEW);
            }
            assertThat(texts(ask(store, QuestionTimes.NOW, CLICKS, EVER, "spend:amount_1h")))
                    .containsExactly("PRESENT 1", "PRESENT 3", "PRESENT 13.0");
            assertThat(texts(ask(store, ingested.times(), EVER))).containsExactly("PRESENT 2");
            assertThat(outcomes(load(store))).containsOnly(LoadReport.Outcome.UNCHANGED);
        }
        try (OnlineStore store = fixture.open()) {
            assertThat(texts(ask(store, QuestionTimes.NOW, CLICKS, EVER))).containsExactly("PRESENT 1", "PRESENT 3");
        }
    }

    @Test
    void aFileThatIsGoneIsTakenBackByARebuild() {
        fixture.files().put("payments", "p.parquet", 'c', threePayments().batch());
        fixture.files()
                .put(
                        "payments",
                        "q.parquet",
                        'd',
                        payments().row(4, 7, "zoo", NOW, -1.0).batch());
        try (OnlineStore store = fixture.open()) {
            load(store);
            fixture.files().remove("payments", "p.parquet");
            fixture.files().remove("payments", "q.parquet");
            assertThatThrownBy(() -> load(store))
                    .hasMessageContaining("p.parquet was loaded and is no longer among its files (and 1 more file)");
            loadOnly(store, "payments", LoadRequest.Start.ANEW);
            assertThat(texts(ask(store, QuestionTimes.NOW, EVER))).containsExactly("PRESENT 0");
            assertThat(store.quarantined(QuarantineFilter.ofSource("payments"), "", 10)
                            .rows())
                    .isEmpty();
            assertThat(store.status().sources().get(1).filesLoaded()).isZero();
            assertThat(LoadLedger.read(fixture.repository().archiveFolder("payments")))
                    .isEqualTo(LoadLedger.EMPTY);
        }
    }

    @Test
    void aRebuildThatBreaksOffAnswersNothingUntilALoadEnds(@TempDir Path other) {
        fixture.files().put("payments", "p.parquet", 'c', threePayments().batch());
        try (OnlineStore store = fixture.open()) {
            load(store);
            ingest(store, payments().row(9, 7, "bar", NOW - SECOND, 8.0));
            fixture.files().failReadingAfter(1);
            assertThatThrownBy(() -> loadOnly(store, "payments", LoadRequest.Start.ANEW))
                    .hasMessageContaining("the test says so");
            assertThatThrownBy(() -> ask(store, QuestionTimes.NOW, EVER)).hasMessageContaining("is not loaded");
            assertThat(store.status().sources().get(1).filesLoaded()).isZero();
            assertThat(store.status().sources().get(1).loadedUntilMicros()).isEmpty();
            ingest(store, payments().row(10, 7, "bar", NOW - SECOND, 8.0));
            assertThat(store.flushArchive(List.of("payments"))).hasSize(1);
            OnlineFixture killed = fixture.killed(other);
            killed.files().put("payments", "p.parquet", 'c', threePayments().batch());
            try (OnlineStore reopened = killed.open()) {
                assertThatThrownBy(() -> ask(reopened, QuestionTimes.NOW, EVER)).hasMessageContaining("is not loaded");
                load(reopened);
                assertThat(texts(ask(reopened, QuestionTimes.NOW, EVER))).containsExactly("PRESENT 5");
            }
        }
    }

    private static LoadReport loadOnly(OnlineStore store, String source, LoadRequest.Start start) {
        return store.load(new LoadRequest(List.of(source), OptionalLong.empty(), start), LoadListener.NONE);
    }

    @Test
    void aFileThatViolatesAContractThatFailsIsRefusedWithTheRow() {
        fixture.files()
                .put(
                        "clicks",
                        "a.parquet",
                        'a',
                        threeClicks().row(7, NOW, "moon").batch());
        try (OnlineStore store = fixture.open()) {
            assertRefused(
                    ErrorCode.CONTRACT_VIOLATION,
                    "Cannot load source 'clicks': in row 3 of a.parquet, column 'page': 'moon' is not one of the allowed"
                            + " values: 'basket', 'home'. The source says on_violation: fail; correct the file, or let it quarantine or"
                            + " drop.",
                    () -> load(store));
        }
    }

    @Test
    void violatingRowsOfAFileGoToTheQuarantineOnce() {
        fixture.files()
                .put(
                        "payments",
                        "p.parquet",
                        'c',
                        threePayments().row(4, 7, "zoo", NOW, -1.0).batch());
        try (OnlineStore store = fixture.open()) {
            load(store);
            LoadReport again = load(store);
            assertThat(again.sources().get(1).files().get(0).counts())
                    .isEqualTo(new FileCounts(4, 3, 1, 0, 0, NOW - SECOND));
            assertThat(store.quarantined(QuarantineFilter.ofSource("payments"), "", 10)
                            .rows())
                    .hasSize(1);
            assertThat(store.status().sources().get(1).quarantined()).isOne();
        }
    }

    @Test
    void offlineBuildsAreToldWhatWasLoadedWhen() {
        fixture.files().put("clicks", "a.parquet", 'a', threeClicks().batch());
        try (OnlineStore store = fixture.open()) {
            loadUntil(store, NOW - 3 * SECOND);
            load(store);
            LoadLedger ledger = LoadLedger.read(fixture.repository().archiveFolder("clicks"));
            assertThat(ledger.loads()).hasSize(2);
            assertThat(ledger.loads().get(0).view()).isEqualTo("browsing@1");
            assertThat(ledger.loads())
                    .extracting(load -> load.untilMicros())
                    .containsExactly(OptionalLong.of(NOW - 3 * SECOND), OptionalLong.empty());
            assertThat(ledger.loads().get(1).acceptedAtMicros())
                    .isEqualTo(ask(store, QuestionTimes.NOW, CLICKS).times().acceptedBy()[0]);
        }
    }

    @Test
    void aVersionThatMeansWhatALoadedOneDoesIsInTheLedgerOnceItIsAnswered() {
        fixture.files().put("clicks", "a.parquet", 'a', threeClicks().batch());
        try (OnlineStore store = fixture.open()) {
            load(store);
            fixture.apply("""
                    feature_view: browsing
                    version: 2
                    entity: customer
                    source: clicks
                    features:
                      clicks_ever: {aggregate: count(*), window: unbounded}
                      last_page:   {latest: page}
                    """);
            assertThat(texts(ask(store, QuestionTimes.NOW, "browsing@2:clicks_ever")))
                    .containsExactly("PRESENT 3");
            assertThat(LoadLedger.read(fixture.repository().archiveFolder("clicks"))
                            .loads())
                    .extracting(load -> load.view())
                    .containsExactly("browsing@1", "browsing@2");
        }
    }

    private static List<LoadReport.Outcome> outcomes(LoadReport report) {
        return report.sources().stream()
                .flatMap(source -> source.files().stream())
                .map(LoadReport.FileLoad::outcome)
                .toList();
    }

    private static void assertRefused(ErrorCode code, String message, Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        AsofException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessage(message);
    }
}
