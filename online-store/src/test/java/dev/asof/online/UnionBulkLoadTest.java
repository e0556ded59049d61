package dev.asof.online;

import static dev.asof.online.OnlineFixture.NOW;
import static dev.asof.online.OnlineFixture.SECOND;
import static dev.asof.online.OnlineFixture.load;
import static dev.asof.online.UnionFixture.SALES;
import static dev.asof.online.UnionFixture.answers;
import static dev.asof.online.UnionFixture.ingest;
import static dev.asof.online.UnionFixture.loadFrom;
import static dev.asof.online.UnionFixture.sale;
import static dev.asof.online.UnionFixture.sales;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asof.online.load.LoadRequest;
import dev.asof.online.state.database.BlockOptions;
import dev.asof.online.state.database.BulkOptions;
import dev.asof.online.state.database.StateOptions;
import dev.asof.registry.archive.LoadLedger;
import dev.asof.registry.compute.program.TreeShape;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * All that holds of views that several sources feed, where their events come in sorted files; and when they do. What comes event by
 * event stays out of blocks here, as an entity has fewer events than are appended before its record is rewritten.
 */
class UnionBulkLoadTest extends UnionStoreTest {
    private static final StateOptions IN_BULK = StateOptions.SMALL
            .withBlocks(new BlockOptions(1, 1_000, new TreeShape(2, 2, 1)))
            .withBulk(new BulkOptions(0, 1));

    @Override
    UnionFixture fixture(Path in) {
        return new UnionFixture(in, IN_BULK);
    }

    private static Rows sold(long from, long to) {
        Rows rows = sales();
        LongStream.range(from, to).forEach(id -> rows.row(7, NOW - SECOND - id, id, 1.0));
        return rows;
    }

    /** How many events customer 7 has in a view, and how many of them in blocks. */
    private static List<Long> stored(OnlineStore store, String view) {
        return store.show(Map.of("customer_id", "7"), 1).stream()
                .flatMap(entity -> entity.views().stream())
                .filter(each -> each.views().contains(view))
                .flatMap(each -> List.of(each.events(), each.eventsInBlocks()).stream())
                .toList();
    }

    @Test
    void eventsOfAllSourcesOfANewViewComeAtOnce() {
        fixture().file("shop", 'a', sold(0, 10)).file("shop", 'b', sold(10, 20)).file("web", 'c', sold(15, 40));
        try (OnlineStore store = fixture().open()) {
            load(store);
            assertThat(stored(store, "sales@1")).containsExactly(45L, 45L);
            assertThat(answers(store, SALES)).containsExactly("PRESENT 40", "PRESENT 40.0");
            assertThat(loadFrom(store, LoadRequest.Start.ANEW, "web").sources()).hasSize(2);
            assertThat(stored(store, "sales@1")).containsExactly(45L, 45L);
            assertThat(answers(store, SALES)).containsExactly("PRESENT 40", "PRESENT 40.0");
        }
    }

    @Test
    void eventsOfASourceThatIsLoadedAfterAnotherAreAppended() {
        fixture().file("shop", 'a', sold(0, 20)).file("web", 'b', sold(15, 40));
        try (OnlineStore store = fixture().open()) {
            loadFrom(store, LoadRequest.Start.WHERE_THE_LAST_ENDED, "shop");
            loadFrom(store, LoadRequest.Start.WHERE_THE_LAST_ENDED, "web");
            assertThat(stored(store, "sales@1")).containsExactly(45L, 20L);
            assertThat(answers(store, SALES)).containsExactly("PRESENT 40", "PRESENT 40.0");
        }
    }

    @Test
    void whatWasReadBeforeAFileOfAnotherSourceThatCannotBeIsLoaded() {
        fixture().stores().apply("""
                feature_view: shop_sales
                version: 1
                entity: customer
                source: shop
                features:
                  n: {aggregate: count(*), window: unbounded}
                """);
        fixture().file("shop", 'a', sold(0, 10)).file("web", 'b', sold(10, 14)).file("web", 'c', sold(14, 18));
        try (OnlineStore store = fixture().open()) {
            fixture().stores().files().failReadingAfter(10);
            assertThatThrownBy(() -> load(store)).hasMessageContaining("the test says so");
            assertThat(answers(store, "shop_sales:n")).containsExactly("PRESENT 10");
            assertThat(ledger("shop").loads()).hasSize(2);
            assertThat(ledger("web").loads()).hasSize(2);
            assertThatThrownBy(() -> answers(store, SALES)).hasMessageContaining("is not loaded from web");
            ingest(store, "web", sale(99, 1.0));

            fixture().stores().files().failReadingAfter(Integer.MAX_VALUE);
            load(store);
            assertThat(answers(store, SALES)).containsExactly("PRESENT 19", "PRESENT 19.0");
            assertThat(answers(store, "web_sales:n", "shop_sales:n")).containsExactly("PRESENT 9", "PRESENT 10");
        }
    }

    private LoadLedger ledger(String source) {
        return LoadLedger.read(fixture().stores().repository().archiveFolder(source));
    }
}
