package dev.asof.online;

import static dev.asof.online.OnlineFixture.NOW;
import static dev.asof.online.OnlineFixture.SECOND;
import static dev.asof.online.OnlineFixture.load;
import static dev.asof.online.UnionFixture.SALES;
import static dev.asof.online.UnionFixture.VISITS;
import static dev.asof.online.UnionFixture.answers;
import static dev.asof.online.UnionFixture.ingest;
import static dev.asof.online.UnionFixture.loadFrom;
import static dev.asof.online.UnionFixture.sale;
import static dev.asof.online.UnionFixture.sales;
import static dev.asof.online.UnionFixture.visits;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asof.online.inspect.EntityReport;
import dev.asof.online.load.LoadReport;
import dev.asof.online.load.LoadRequest;
import dev.asof.registry.archive.LoadLedger;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Views that several sources feed. */
class UnionStoreTest {
    @TempDir
    Path folder;

    private UnionFixture fixture;

    @BeforeEach
    void start() {
        fixture = fixture(folder);
    }

    UnionFixture fixture() {
        return fixture;
    }

    /** What each test begins with. */
    UnionFixture fixture(Path in) {
        return new UnionFixture(in);
    }

    private static void requireNotLoadedFrom(String sources, OnlineStore store) {
        assertThatThrownBy(() -> answers(store, SALES))
                .isInstanceOfSatisfying(
                        AsofException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_LOADED))
                .hasMessageContaining("feature view 'sales@1' is not loaded from " + sources + ". Run 'asof load'.");
    }

    @Test
    void aViewIsAnsweredOnceEachOfItsSourcesIsLoaded() {
        fixture.file("shop", 'a', sale(1, 2.0));
        fixture.file("web", 'b', sale(2, 4.0));
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
        fixture.file("shop", 'a', sale(1, 1.0));
        fixture.file("shop", 'b', sale(2, 2.0));
        fixture.file("web", 'c', sale(3, 4.0));
        try (OnlineStore store = fixture.open()) {
            load(store);
            ingest(store, "shop", sales().row(7, NOW, 4, 8.0));
            ingest(store, "web", sales().row(7, NOW, 5, 16.0));
            assertThat(answers(store, SALES)).containsExactly("PRESENT 5", "PRESENT 31.0");
            LoadLedger before = LoadLedger.read(fixture.stores().repository().archiveFolder("web"));

            fixture.stores().files().remove("shop", "b");
            assertThatThrownBy(() -> load(store)).hasMessageContaining("'asof load --rebuild shop'");
            LoadReport report = loadFrom(store, LoadRequest.Start.ANEW, "shop");

            assertThat(report.sources())
                    .extracting(LoadReport.SourceLoad::source)
                    .containsExactly("shop", "web");
            assertThat(answers(store, SALES)).containsExactly("PRESENT 4", "PRESENT 29.0");
            assertThat(answers(store, "web_sales:n")).containsExactly("PRESENT 2");
            assertThat(LoadLedger.read(fixture.stores().repository().archiveFolder("web"))
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
        fixture.file("shop", 'a', sale(1, 1.0));
        fixture.file("web", 'c', sale(3, 4.0));
        try (OnlineStore store = fixture.open()) {
            load(store);
            fixture.stores().files().remove("web", "c");

            assertThatThrownBy(() -> loadFrom(store, LoadRequest.Start.ANEW, "shop"))
                    .hasMessageContaining("'asof load --rebuild web'");
            assertThat(answers(store, SALES)).containsExactly("PRESENT 2", "PRESENT 5.0");
            loadFrom(store, LoadRequest.Start.ANEW, "shop", "web");
            assertThat(answers(store, SALES)).containsExactly("PRESENT 1", "PRESENT 1.0");
        }
    }

    @Test
    void aFileThatLiesInTwoSourcesFeedsBoth() {
        Rows rows = visits().row(7, NOW - SECOND, 1).row(7, NOW - SECOND, 1);
        fixture.file("doors", 'a', rows).file("gates", 'a', rows);
        try (OnlineStore store = fixture.open()) {
            load(store);
            assertThat(answers(store, VISITS)).containsExactly("PRESENT 4");
            load(store);
            assertThat(answers(store, VISITS)).containsExactly("PRESENT 4");
        }
    }

    @Test
    void eachSourceIsFedItsOwnWay() {
        fixture.file("doors", 'a', visits().row(7, NOW - SECOND, 1));
        try (OnlineStore store = fixture.open()) {
            load(store);
            ingest(store, "gates", 1, visits().row(7, NOW - SECOND, 1));
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
        try (OnlineStore store = fixture.stores().over(folder.resolve("other")).open()) {
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
