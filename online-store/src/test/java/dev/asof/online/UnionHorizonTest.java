package dev.asof.online;

import static dev.asof.online.OnlineFixture.NOW;
import static dev.asof.online.OnlineFixture.SECOND;
import static dev.asof.online.OnlineFixture.ask;
import static dev.asof.online.OnlineFixture.load;
import static dev.asof.online.OnlineFixture.texts;
import static dev.asof.online.UnionFixture.ingest;
import static dev.asof.online.UnionFixture.loadFrom;
import static dev.asof.online.UnionFixture.sales;
import static dev.asof.online.UnionFixture.visits;
import static org.assertj.core.api.Assertions.assertThat;

import dev.asof.online.inspect.EntityReport;
import dev.asof.online.load.LoadRequest;
import dev.asof.online.lookup.QuestionTimes;
import dev.asof.online.state.database.BlockOptions;
import dev.asof.online.state.database.StateOptions;
import dev.asof.registry.compute.program.TreeShape;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BinaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Views of several sources that answer questions of the last three hours alone. */
class UnionHorizonTest {
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final int MINUTES = 900;

    /** Each view twice, as the second version without a horizon has to mean something else. */
    private static final String VIEWS = """
            feature_view: recent_visits
            version: 1
            entity: customer
            sources: [doors, gates]
            horizon: 3h
            features:
              n_1h:   {aggregate: count(*), window: 1h}
              people: {latest: people}
            ---
            feature_view: recent_visits
            version: 2
            entity: customer
            sources: [doors, gates]
            where: people >= 0
            features:
              n_1h:   {aggregate: count(*), window: 1h}
              people: {latest: people}
            ---
            feature_view: recent_sales
            version: 1
            entity: customer
            sources: [shop, web]
            horizon: 3h
            features:
              n_1h:     {aggregate: count(*), window: 1h}
              total_1h: {aggregate: sum(amount), window: 1h}
            ---
            feature_view: recent_sales
            version: 2
            entity: customer
            sources: [shop, web]
            where: amount >= 0
            features:
              n_1h:     {aggregate: count(*), window: 1h}
              total_1h: {aggregate: sum(amount), window: 1h}
            """;

    @TempDir
    Path folder;

    private UnionFixture fixture;
    private Town town;

    @BeforeEach
    void start() {
        fixture = new UnionFixture(
                folder, StateOptions.SMALL.withBlocks(new BlockOptions(16, 8, new TreeShape(8, 4, 4))));
        fixture.stores().apply(VIEWS);
        town = new Town(fixture);
    }

    @Test
    void whatIsLeftOfBothSourcesAnswersAsAllWould() {
        try (OnlineStore store = fixture.open()) {
            load(store);
            for (int minute = 0; minute < MINUTES; minute++) {
                town.live(store, minute);
                if (minute % 20 == 0) {
                    town.requireAnswered(store);
                }
            }
            requireTrimmed(store, "recent_visits");
            requireTrimmed(store, "recent_sales");
            store.flushArchive(List.of());
        }
        try (OnlineStore another =
                fixture.stores().over(folder.resolve("another")).open()) {
            load(another);
            town.requireAnswered(another);
        }
    }

    private static void requireTrimmed(OnlineStore store, String view) {
        assertThat(events(store, view + "@1")).isBetween(100L, events(store, view + "@2") / 2);
    }

    private static long events(OnlineStore store, String view) {
        return store.show(Map.of("customer_id", "7"), 1).stream()
                .flatMap(entity -> entity.views().stream())
                .filter(each -> each.views().contains(view))
                .mapToLong(EntityReport.ViewReport::events)
                .sum();
    }

    @Test
    void rowsOfOneSourceThatAreLoadedAfterThoseOfTheOtherWereTrimmedCount() {
        try (OnlineStore store = fixture.open()) {
            load(store);
            for (int minute = 0; minute < MINUTES; minute++) {
                town.live(store, minute);
            }
            town.file("shop", 'a');
            load(store);
            town.requireAnswered(store);
            loadFrom(store, LoadRequest.Start.ANEW, "web");
            town.requireAnswered(store);
        }
    }

    private record Visit(long at, long people) {}

    private record Sale(long id, long soldAt, double amount) {}

    /** Where customers visit and buy, some of it told late, some sales corrected in the other source. */
    private static final class Town {
        private static final Comparator<Sale> VERSIONS =
                Comparator.comparingLong(Sale::soldAt).thenComparingDouble(Sale::amount);
        private static final Comparator<Visit> ORDER =
                Comparator.comparingLong(Visit::at).thenComparingLong(Visit::people);

        private final UnionFixture fixture;
        private final SplittableRandom random = new SplittableRandom(3);
        private final List<Visit> visits = new ArrayList<>();
        private final List<Sale> sales = new ArrayList<>();
        private final Map<String, Long> sequences = new HashMap<>();

        Town(UnionFixture fixture) {
            this.fixture = fixture;
        }

        /** Lets a minute pass in which there are a visit and a sale. */
        void live(OnlineStore store, int minute) {
            fixture.stores().clock().set(NOW + minute * MINUTE);
            Visit visit = new Visit(someTime(), random.nextLong(9));
            visits.add(visit);
            String way = random.nextBoolean() ? "doors" : "gates";
            ingest(store, way, sequences.merge(way, 1L, Long::sum), visits().row(7, visit.at(), visit.people()));
            Sale sale = sale(minute);
            ingest(
                    store,
                    random.nextBoolean() ? "shop" : "web",
                    sales().row(7, sale.soldAt(), sale.id(), sale.amount()));
        }

        private long now() {
            return fixture.stores().clock().micros();
        }

        private long someTime() {
            return now() - (random.nextInt(10) == 0 ? random.nextLong(5 * HOUR) : random.nextLong(MINUTE));
        }

        /** A new one, or a version of one of those before it. */
        private Sale sale(int minute) {
            Sale sale = new Sale(Math.max(0, minute - random.nextInt(4)), someTime(), random.nextInt(100));
            sales.add(sale);
            return sale;
        }

        /** Puts a file there with versions of many sales, old ones among them. */
        void file(String source, char content) {
            Rows rows = sales();
            for (int minute = 0; minute < MINUTES; minute += 3) {
                Sale sale = sale(minute);
                rows.row(7, sale.soldAt(), sale.id(), sale.amount());
            }
            fixture.file(source, content, rows);
        }

        /** Asks both versions of all views about several times of the last three hours. */
        void requireAnswered(OnlineStore store) {
            for (int i = 0; i < 5; i++) {
                long asOf = now() - random.nextLong(3 * HOUR);
                for (int version = 1; version <= 2; version++) {
                    assertThat(texts(ask(
                                    store,
                                    QuestionTimes.asOf(asOf),
                                    "recent_visits@" + version + ":n_1h",
                                    "recent_visits@" + version + ":people",
                                    "recent_sales@" + version + ":n_1h",
                                    "recent_sales@" + version + ":total_1h")))
                            .as("version " + version + " as of " + asOf)
                            .isEqualTo(expected(asOf));
                }
            }
        }

        private List<String> expected(long asOf) {
            long visited = visits.stream()
                    .filter(visit -> isInWindow(visit.at(), asOf))
                    .count();
            String people = visits.stream()
                    .filter(visit -> visit.at() <= asOf)
                    .max(ORDER)
                    .map(visit -> "PRESENT " + visit.people())
                    .orElse("NOT_FOUND");
            List<Sale> sold = standing(asOf).stream()
                    .filter(sale -> isInWindow(sale.soldAt(), asOf))
                    .toList();
            double total = sold.stream().mapToDouble(Sale::amount).sum();
            return List.of(
                    "PRESENT " + visited,
                    people,
                    "PRESENT " + sold.size(),
                    sold.isEmpty() ? "NOT_FOUND" : "PRESENT " + total);
        }

        private List<Sale> standing(long asOf) {
            Map<Long, Sale> greatest = new HashMap<>();
            sales.stream()
                    .filter(sale -> sale.soldAt() <= asOf)
                    .forEach(sale -> greatest.merge(sale.id(), sale, BinaryOperator.maxBy(VERSIONS)));
            return List.copyOf(greatest.values());
        }

        private static boolean isInWindow(long micros, long asOf) {
            return micros > asOf - HOUR && micros <= asOf;
        }
    }
}
