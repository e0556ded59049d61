package dev.asof.online;

import static dev.asof.online.OnlineFixture.NOW;
import static dev.asof.online.OnlineFixture.SECOND;
import static dev.asof.online.OnlineFixture.ask;
import static dev.asof.online.OnlineFixture.load;
import static dev.asof.online.OnlineFixture.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asof.online.ingest.IngestBatch;
import dev.asof.online.ingest.IngestResult;
import dev.asof.online.inspect.EntityReport;
import dev.asof.online.load.LoadListener;
import dev.asof.online.load.LoadReport;
import dev.asof.online.load.LoadRequest;
import dev.asof.online.lookup.QuestionTimes;
import dev.asof.registry.archive.LoadLedger;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Views that several sources feed. */
class UnionStoreTest {
    private static final String[] SALES = {"sales:n", "sales:total"};
    private static final String VISITS = "visits:n";

    @TempDir
    Path folder;

    private OnlineFixture fixture;

    @BeforeEach
    void apply() {
        fixture = new OnlineFixture(folder);
        fixture.apply("""
                source: shop
                path: shop
                event_time: sold_at
                unique_key: [sale_id]
                columns:
                  customer_id: int64
                  sold_at: timestamp
                  sale_id: int64
                  amount: float64
                ---
                source: web
                path: web
                event_time: sold_at
                unique_key: [sale_id]
                columns:
                  customer_id: int64
                  sold_at: timestamp
                  sale_id: int64
                  amount: {type: float64, min: 0}
                on_violation: drop
                ---
                source: doors
                path: doors
                event_time: at
                columns: {customer_id: int64, at: timestamp}
                ---
                source: gates
                path: gates
                event_time: at
                columns: {customer_id: int64, at: timestamp}
                ---
                feature_view: sales
                version: 1
                entity: customer
                sources: [web, shop]
                features:
                  n:     {aggregate: count(*), window: unbounded}
                  total: {aggregate: sum(amount), window: unbounded}
                ---
                feature_view: web_sales
                version: 1
                entity: customer
                source: web
                features:
                  n: {aggregate: count(*), window: unbounded}
                ---
                feature_view: visits
                version: 1
                entity: customer
                sources: [doors, gates]
                features:
                  n: {aggregate: count(*), window: unbounded}
                """);
    }

    private static Rows sales() {
        return Rows.of("customer_id int64", "sold_at timestamp", "sale_id int64", "amount float64");
    }

    private static Rows visits() {
        return Rows.of("customer_id int64", "at timestamp");
    }

    private static IngestResult ingest(OnlineStore store, String source, Rows rows) {
        return store.ingest(new IngestBatch(source, "", 0, rows.batch()));
    }

    private static LoadReport loadFrom(OnlineStore store, LoadRequest.Start start, String... sources) {
        return store.load(new LoadRequest(List.of(sources), OptionalLong.empty(), start), LoadListener.NONE);
    }

    private static List<String> answers(OnlineStore store, String... features) {
        return texts(ask(store, QuestionTimes.NOW, features));
    }

    private static void requireNotLoadedFrom(String sources, OnlineStore store) {
        assertThatThrownBy(() -> answers(store, SALES))
                .isInstanceOfSatisfying(
                        AsofException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_LOADED))
                .hasMessageContaining("feature view 'sales@1' is not loaded from " + sources + ". Run 'asof load'.");
    }

    @Test
    void aViewIsAnsweredOnceEachOfItsSourcesIsLoaded() {
        fixture.files()
                .put("shop", "s", 'a', sales().row(7, NOW - SECOND, 1, 2.0).batch());
        fixture.files()
                .put("web", "w", 'b', sales().row(7, NOW - SECOND, 2, 4.0).batch());
        try (OnlineStore store = fixture.open()) {
            requireNotLoadedFrom("shop, web", store);
            loadFrom(store, LoadRequest.Start.WHERE_THE_LAST_ENDED, "shop");
            requireNotLoadedFrom("web", store);
        }
        try (OnlineStore store = fixture.open()) {
            requireNotLoadedFrom("web", store);
            loadFrom(store, LoadRequest.Start.WHERE_THE_LAST_ENDED, "web");
            assertThat(answers(store, SALES)).containsExactly("PRESENT 2", "PRESENT 6.0");
        }
        try (OnlineStore store = fixture.open()) {
            assertThat(answers(store, SALES)).containsExactly("PRESENT 2", "PRESENT 6.0");
        }
    }

    @Test
    void rowsOfTwoSourcesWithOneKeyAreVersionsOfOneEvent() {
        try (OnlineStore store = fixture.open()) {
            load(store);
            ingest(store, "shop", sales().row(7, NOW - 2 * SECOND, 1, 2.0).row(7, NOW - 2 * SECOND, 2, 2.0));
            ingest(store, "web", sales().row(7, NOW - 2 * SECOND, 1, 2.0).row(7, NOW - SECOND, 2, 5.0));

            assertThat(answers(store, SALES)).containsExactly("PRESENT 2", "PRESENT 7.0");
            assertThat(answers(store, "web_sales:n")).containsExactly("PRESENT 2");
        }
    }

    @Test
    void eachRowIsJudgedByItsOwnSource() {
        try (OnlineStore store = fixture.open()) {
            load(store);
            assertThat(ingest(store, "shop", sales().row(7, NOW, 1, -2.0)).accepted())
                    .isOne();
            assertThat(ingest(store, "web", sales().row(7, NOW, 2, -2.0)).rejections())
                    .hasSize(1);

            assertThat(answers(store, SALES)).containsExactly("PRESENT 1", "PRESENT -2.0");
        }
    }

    @Test
    void aSourceThatIsBegunAnewTakesTheOthersOfItsViewsAlong() {
        fixture.files()
                .put("shop", "s", 'a', sales().row(7, NOW - SECOND, 1, 1.0).batch());
        fixture.files()
                .put("shop", "t", 'b', sales().row(7, NOW - SECOND, 2, 2.0).batch());
        fixture.files()
                .put("web", "w", 'c', sales().row(7, NOW - SECOND, 3, 4.0).batch());
        try (OnlineStore store = fixture.open()) {
            load(store);
            ingest(store, "shop", sales().row(7, NOW, 4, 8.0));
            ingest(store, "web", sales().row(7, NOW, 5, 16.0));
            assertThat(answers(store, SALES)).containsExactly("PRESENT 5", "PRESENT 31.0");
            LoadLedger before = LoadLedger.read(fixture.repository().archiveFolder("web"));

            fixture.files().remove("shop", "t");
            assertThatThrownBy(() -> load(store)).hasMessageContaining("'asof load --rebuild shop'");
            LoadReport report = loadFrom(store, LoadRequest.Start.ANEW, "shop");

            assertThat(report.sources())
                    .extracting(LoadReport.SourceLoad::source)
                    .containsExactly("shop", "web");
            assertThat(answers(store, SALES)).containsExactly("PRESENT 4", "PRESENT 29.0");
            assertThat(answers(store, "web_sales:n")).containsExactly("PRESENT 2");
            assertThat(LoadLedger.read(fixture.repository().archiveFolder("web"))
                            .loads())
                    .filteredOn(load -> load.view().equals("web_sales@1"))
                    .isEqualTo(before.loads().stream()
                            .filter(load -> load.view().equals("web_sales@1"))
                            .toList());
        }
        try (OnlineStore store = fixture.open()) {
            assertThat(answers(store, SALES)).containsExactly("PRESENT 4", "PRESENT 29.0");
        }
    }

    @Test
    void aChangedFileOfAnotherSourceStopsARebuildBeforeItBegins() {
        fixture.files()
                .put("shop", "s", 'a', sales().row(7, NOW - SECOND, 1, 1.0).batch());
        fixture.files()
                .put("web", "w", 'c', sales().row(7, NOW - SECOND, 3, 4.0).batch());
        try (OnlineStore store = fixture.open()) {
            load(store);
            fixture.files().remove("web", "w");

            assertThatThrownBy(() -> loadFrom(store, LoadRequest.Start.ANEW, "shop"))
                    .hasMessageContaining("'asof load --rebuild web'");
            assertThat(answers(store, SALES)).containsExactly("PRESENT 2", "PRESENT 5.0");
            loadFrom(store, LoadRequest.Start.ANEW, "shop", "web");
            assertThat(answers(store, SALES)).containsExactly("PRESENT 1", "PRESENT 1.0");
        }
    }

    @Test
    void aFileThatLiesInTwoSourcesFeedsBoth() {
        Rows rows = visits().row(7, NOW - SECOND).row(7, NOW - SECOND);
        fixture.files().put("doors", "d", 'a', rows.batch());
        fixture.files().put("gates", "g", 'a', rows.batch());
        try (OnlineStore store = fixture.open()) {
            load(store);
            assertThat(answers(store, VISITS)).containsExactly("PRESENT 4");
            load(store);
            assertThat(answers(store, VISITS)).containsExactly("PRESENT 4");
        }
    }

    @Test
    void eachSourceIsFedItsOwnWay() {
        fixture.files().put("doors", "d", 'a', visits().row(7, NOW - SECOND).batch());
        try (OnlineStore store = fixture.open()) {
            load(store);
            store.ingest(new IngestBatch(
                    "gates", "camera", 1, visits().row(7, NOW - SECOND).batch()));
            assertThat(answers(store, VISITS)).containsExactly("PRESENT 2");
        }
    }

    @Test
    void whatWasIngestedComesBackFromTheArchivesOfAll() {
        try (OnlineStore store = fixture.open()) {
            load(store);
            ingest(store, "shop", sales().row(7, NOW, 4, 8.0));
            ingest(store, "web", sales().row(7, NOW, 5, 16.0));
        }
        try (OnlineStore store = fixture.over(folder.resolve("other")).open()) {
            load(store);
            assertThat(answers(store, SALES)).containsExactly("PRESENT 2", "PRESENT 24.0");
        }
    }

    @Test
    void anErasedEntityLeavesAllSources() {
        try (OnlineStore store = fixture.open()) {
            load(store);
            ingest(store, "shop", sales().row(7, NOW, 4, 8.0).row(8, NOW, 6, 1.0));
            ingest(store, "web", sales().row(7, NOW, 5, 16.0));
            store.erase(Optional.of("customer"), Map.of("customer_id", "7"));

            assertThat(answers(store, SALES)).containsExactly("PRESENT 0", "NOT_FOUND");
            assertThat(ingest(store, "web", sales().row(7, NOW, 9, 16.0)).accepted())
                    .isZero();
            loadFrom(store, LoadRequest.Start.ANEW, "shop", "web");
            assertThat(answers(store, SALES)).containsExactly("PRESENT 0", "NOT_FOUND");
        }
    }

    @Test
    void whatIsStoredIsShownWithItsSources() {
        try (OnlineStore store = fixture.open()) {
            load(store);
            ingest(store, "web", sales().row(7, NOW, 5, 16.0));
            assertThat(store.show(Map.of("customer_id", "7"), 1))
                    .flatExtracting(EntityReport::views)
                    .filteredOn(view -> view.views().contains("sales@1"))
                    .singleElement()
                    .satisfies(view -> assertThat(view.sources()).containsExactly("shop", "web"));
            assertThat(store.views(List.of("shop", "web")))
                    .extracting(view -> view.view().toString())
                    .containsExactlyInAnyOrder("sales@1", "web_sales@1");
        }
    }
}
