package dev.asof.online;

import static dev.asof.online.OnlineFixture.NOW;
import static dev.asof.online.OnlineFixture.SECOND;
import static dev.asof.online.OnlineFixture.ask;
import static dev.asof.online.OnlineFixture.load;
import static dev.asof.online.OnlineFixture.texts;
import static dev.asof.online.UnionFixture.answers;
import static dev.asof.online.UnionFixture.ingest;
import static dev.asof.online.UnionFixture.sale;
import static dev.asof.online.UnionFixture.sales;
import static dev.asof.online.UnionFixture.visits;
import static org.assertj.core.api.Assertions.assertThat;

import dev.asof.online.ingest.ReplayReport;
import dev.asof.online.lookup.LookupAnswer;
import dev.asof.online.lookup.QuestionTimes;
import dev.asof.online.state.database.BlockOptions;
import dev.asof.online.state.database.StateOptions;
import dev.asof.registry.compute.program.TreeShape;
import dev.asof.registry.quarantine.QuarantineFilter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Quarantined rows of one source of a view that several feed, which are events of it by its next version. */
class UnionReplayTest {
    private static final String[] SALES = {"sales@2:n", "sales@2:total"};
    private static final String VISITS = "visits@2:n";
    private static final QuarantineFilter WEB = QuarantineFilter.ofSource("web");
    private static final QuarantineFilter GATES = QuarantineFilter.ofSource("gates");

    @TempDir
    Path folder;

    private UnionFixture fixture;

    @BeforeEach
    void start() {
        fixture = new UnionFixture(
                folder, StateOptions.SMALL.withBlocks(new BlockOptions(16, 8, new TreeShape(8, 4, 4))));
    }

    /** A store of its own from what the archive has. */
    private OnlineStore fromScratch(OnlineStore store) {
        store.flushArchive(List.of());
        OnlineStore another = fixture.stores().over(folder.resolve("another")).open();
        load(another);
        return another;
    }

    @Test
    void replayedRowsJoinThoseOfTheOtherSource() {
        fixture.file("shop", 'a', sale(1, 1.0));
        try (OnlineStore store = fixture.open()) {
            load(store);
            ingest(store, "web", sale(2, -2.0));
            ingest(store, "gates", 1, visits().row(7, NOW - SECOND, -1));
            fixture.promiseAtLeast(-100);
            load(store);
            QuestionTimes before = ask(store, QuestionTimes.NOW, SALES).times();
            fixture.stores().clock().set(NOW + SECOND);

            assertThat(store.replay(WEB)).containsExactly(new ReplayReport("web", 1, 0, 0, 0));
            assertThat(answers(store, SALES)).containsExactly("PRESENT 2", "PRESENT -1.0");
            assertThat(texts(ask(store, before, SALES))).containsExactly("PRESENT 1", "PRESENT 1.0");
            assertThat(answers(store, VISITS)).containsExactly("PRESENT 0");
        }
    }

    @Test
    void aReplayedRowCorrectsAnEventOfTheOtherSource() {
        try (OnlineStore store = fixture.open()) {
            load(store);
            ingest(store, "shop", sales().row(7, NOW - 2 * SECOND, 1, 8.0).row(7, NOW - 2 * SECOND, 2, 16.0));
            ingest(store, "web", sales().row(7, NOW - SECOND, 1, -2.0).row(7, NOW - 3 * SECOND, 2, -4.0));
            fixture.promiseAtLeast(-100);
            load(store);

            assertThat(store.replay(WEB)).containsExactly(new ReplayReport("web", 2, 0, 0, 0));
            assertThat(answers(store, SALES)).containsExactly("PRESENT 2", "PRESENT 14.0");
            try (OnlineStore another = fromScratch(store)) {
                assertThat(answers(another, SALES)).containsExactly("PRESENT 2", "PRESENT 14.0");
            }
        }
    }

    @Test
    void withoutAUniqueKeyAReplayedRowIsOneMoreThanItsLikesInTheOtherSource() {
        Rows alike = visits().row(7, NOW - SECOND, -1).row(7, NOW - SECOND, -1);
        fixture.file("doors", 'a', alike);
        try (OnlineStore store = fixture.open()) {
            load(store);
            ingest(store, "gates", 1, alike);
            fixture.promiseAtLeast(-100);
            load(store);
            assertThat(answers(store, VISITS)).containsExactly("PRESENT 2");

            assertThat(store.replay(GATES)).containsExactly(new ReplayReport("gates", 2, 0, 0, 0));
            assertThat(store.replay(GATES)).containsExactly(new ReplayReport("gates", 0, 0, 0, 0));
            assertThat(answers(store, VISITS)).containsExactly("PRESENT 4");
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whatIsSentRejectedAndReplayedInTurnsIsAnsweredAsTheRowsSayAndAlikeFromScratch(long seed) {
        List<Asked> asked = new ArrayList<>();
        try (OnlineStore store = fixture.open()) {
            load(store);
            Trade trade = new Trade(store, seed);
            for (int second = 0; second < 400; second++) {
                fixture.stores().clock().set(NOW + second * SECOND);
                if (second == 200) {
                    fixture.promiseAtLeast(-100);
                    load(store);
                }
                trade.send(second);
                if (second > 200 && second % 20 == 0) {
                    trade.replayUntil(NOW + (second - 200) * SECOND);
                }
                if (second >= 200 && second % 7 == 0) {
                    asked.add(trade.ask(second));
                }
            }
            asked.forEach(each -> each.requireAnswered(store));
            try (OnlineStore another = fromScratch(store)) {
                asked.forEach(each -> each.requireAnswered(another));
            }
        }
    }

    private record Sale(long id, long soldAt, double amount) {}

    /** A question, and what its answer has to be, whenever it is asked. */
    private record Asked(QuestionTimes times, List<String> expected) {
        void requireAnswered(OnlineStore store) {
            assertThat(texts(OnlineFixture.ask(store, times, SALES))).isEqualTo(expected);
        }
    }

    /** Sales that are sent to a store, and what became of them; some are corrections of others. */
    private static final class Trade {
        private static final Comparator<Sale> VERSIONS =
                Comparator.comparingLong(Sale::soldAt).thenComparingDouble(Sale::amount);

        private final OnlineStore store;
        private final SplittableRandom random;
        private final List<Sale> accepted = new ArrayList<>();
        private final TreeMap<Long, Sale> aside = new TreeMap<>();

        Trade(OnlineStore store, long seed) {
            this.store = store;
            this.random = new SplittableRandom(seed);
        }

        /** Sends a sale of the last minute. In the web nothing below 0 was promised until the 200th second. */
        void send(int second) {
            long now = NOW + second * SECOND;
            Sale sale = new Sale(random.nextLong(90), now - random.nextLong(60) * SECOND, random.nextInt(-50, 100));
            String source = random.nextBoolean() ? "shop" : "web";
            Rows row = sales().row(7, sale.soldAt(), sale.id(), sale.amount());
            boolean isRejected = source.equals("web") && sale.amount() < 0 && second < 200;
            assertThat(ingest(store, source, row).rejections()).hasSize(isRejected ? 1 : 0);
            if (isRejected) {
                aside.put(now, sale);
            } else {
                accepted.add(sale);
            }
        }

        /** Replays what was put aside until then. */
        void replayUntil(long micros) {
            Optional<String> web = Optional.of("web");
            store.replay(new QuarantineFilter(
                    web, Optional.empty(), Optional.empty(), OptionalLong.empty(), OptionalLong.of(micros)));
            Map<Long, Sale> replayed = aside.headMap(micros, true);
            accepted.addAll(replayed.values());
            replayed.clear();
        }

        Asked ask(int second) {
            long asOf = NOW + second * SECOND - random.nextLong(200) * SECOND;
            LookupAnswer answer = OnlineFixture.ask(store, QuestionTimes.asOf(asOf), SALES);
            Asked asked = new Asked(answer.times(), expected(asOf));
            assertThat(texts(answer)).isEqualTo(asked.expected());
            return asked;
        }

        /** Of each sale the greatest version until then stands. */
        private List<String> expected(long asOf) {
            Map<Long, Sale> standing = new HashMap<>();
            accepted.stream()
                    .filter(sale -> sale.soldAt() <= asOf)
                    .forEach(sale -> standing.merge(sale.id(), sale, BinaryOperator.maxBy(VERSIONS)));
            double total = standing.values().stream().mapToDouble(Sale::amount).sum();
            return List.of("PRESENT " + standing.size(), standing.isEmpty() ? "NOT_FOUND" : "PRESENT " + (total + 0.0));
        }
    }
}
