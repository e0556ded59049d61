package dev.asof.online.state;

import static dev.asof.online.OnlineFixture.NOW;
import static dev.asof.online.OnlineFixture.SECOND;
import static dev.asof.online.OnlineFixture.ask;
import static dev.asof.online.OnlineFixture.clicks;
import static dev.asof.online.OnlineFixture.ingest;
import static dev.asof.online.OnlineFixture.ingestClicks;
import static dev.asof.online.OnlineFixture.load;
import static dev.asof.online.OnlineFixture.payments;
import static dev.asof.online.OnlineFixture.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asof.online.OnlineFixture;
import dev.asof.online.OnlineStore;
import dev.asof.online.Rows;
import dev.asof.online.lookup.QuestionTimes;
import dev.asof.online.state.database.BlockOptions;
import dev.asof.online.state.database.Database;
import dev.asof.online.state.database.Family;
import dev.asof.online.state.database.StateOptions;
import dev.asof.online.state.entity.BlockKeys;
import dev.asof.registry.compute.program.TreeShape;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HorizonTest {
    private static final long MINUTE = 60 * SECOND;
    private static final String FEATURES = """
            features:
              clicks_1h: {aggregate: count(*), window: 1h}
              pages_2h:  {aggregate: "count_distinct(page)", window: 2h}
              last_page: {latest: page}
            """;
    private static final String VIEWS = """
            feature_view: recent
            version: 1
            entity: customer
            source: clicks
            horizon: 3h
            """ + FEATURES + """
            ---
            feature_view: recent
            version: 2
            entity: customer
            source: clicks
            where: page <> 'nowhere'
            """ + FEATURES + """
            ---
            feature_view: amounts
            version: 1
            entity: customer
            source: payments
            horizon: 3h
            features:
              amount_1h: {aggregate: sum(amount), window: 1h}
            """;

    /** Views have their numbers by name. */
    private static final int AMOUNTS = 1;

    private static final int WITH_HORIZON = 3;
    private static final int WITHOUT_HORIZON = 4;

    @TempDir
    Path folder;

    private OnlineFixture fixture() {
        OnlineFixture fixture = new OnlineFixture(folder)
                .withState(StateOptions.SMALL.withBlocks(new BlockOptions(16, 8, new TreeShape(8, 4, 4))));
        fixture.apply(VIEWS);
        return fixture;
    }

    private static void click(OnlineFixture fixture, OnlineStore store, int number, SplittableRandom random) {
        fixture.clock().set(NOW + number * MINUTE);
        long late = random.nextInt(10) == 0 ? random.nextLong(300 * MINUTE) : 0;
        ingestClicks(
                store,
                "web",
                number + 1L,
                clicks().row(7, fixture.clock().micros() - late, number % 3 == 0 ? "home" : "basket"));
    }

    @Test
    void whatIsLeftAnswersAsAllWould() {
        OnlineFixture fixture = fixture();
        SplittableRandom random = new SplittableRandom(5);
        try (OnlineStore store = fixture.open()) {
            load(store);
            for (int number = 0; number < 2_000; number++) {
                click(fixture, store, number, random);
                if (number % 10 == 0) {
                    QuestionTimes times = QuestionTimes.asOf(fixture.clock().micros() - random.nextLong(180 * MINUTE));
                    assertThat(texts(
                                    ask(store, times, "recent@1:clicks_1h", "recent@1:pages_2h", "recent@1:last_page")))
                            .isEqualTo(texts(ask(
                                    store, times, "recent@2:clicks_1h", "recent@2:pages_2h", "recent@2:last_page")));
                }
            }
        }
        assertThat(stored(fixture, Family.BLOCKS, WITH_HORIZON)).isBetween(30, 120);
        assertThat(stored(fixture, Family.BLOCKS, WITHOUT_HORIZON)).isGreaterThan(250);
    }

    private static int stored(OnlineFixture fixture, Family family, int view) {
        List<byte[]> keys = new ArrayList<>();
        try (Database database =
                Database.openReadOnly(fixture.repository().onlineFolder().resolve("rocksdb"))) {
            database.scan(family, BlockKeys.ofView(view), BlockKeys.ofView(view + 1), (key, value) -> keys.add(key));
        }
        return keys.size();
    }

    @Test
    void questionsBeforeTheHorizonAreRefused() {
        OnlineFixture fixture = fixture();
        try (OnlineStore store = fixture.open()) {
            load(store);
            assertThat(texts(ask(store, QuestionTimes.NOW, "recent@1:clicks_1h")))
                    .containsExactly("PRESENT 0");
            ingestClicks(store, "web", 1, clicks().row(8, NOW, "home"));
            requireRefused(
                    store, new QuestionTimes(new long[] {NOW - 180 * MINUTE - 1}, new long[0], new long[0]), "as_of");
            requireRefused(
                    store,
                    new QuestionTimes(new long[] {NOW}, new long[] {NOW - 180 * MINUTE - 1}, new long[0]),
                    "known_at");
            requireRefused(
                    store,
                    new QuestionTimes(new long[] {NOW}, new long[] {NOW}, new long[] {NOW - 180 * MINUTE - 1}),
                    "accepted_by");
            assertThat(texts(ask(store, QuestionTimes.asOf(NOW - 180 * MINUTE), "recent@1:clicks_1h")))
                    .containsExactly("PRESENT 0");
            assertThat(texts(ask(store, QuestionTimes.asOf(NOW - 180 * MINUTE - 1), "recent@2:clicks_1h")))
                    .containsExactly("PRESENT 0");
        }
    }

    private static void requireRefused(OnlineStore store, QuestionTimes times, String name) {
        assertThatThrownBy(() -> ask(store, times, "recent@1:clicks_1h"))
                .isInstanceOfSatisfying(
                        AsofException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BEFORE_HORIZON))
                .hasMessage("Cannot answer feature view 'recent@1': " + name
                        + " of row 0 is 2023-11-14T19:13:19.999999Z, before its horizon, 2023-11-14T19:13:20Z. Ask about"
                        + " a later time, or build a training set, which knows no horizon ('asof dataset build').");
    }

    @Test
    void aHorizonThatIsTakenAwayDoesNotBringBackWhatIsGone() throws IOException {
        OnlineFixture fixture = fixture();
        SplittableRandom random = new SplittableRandom(6);
        try (OnlineStore store = fixture.open()) {
            load(store);
            for (int number = 0; number < 400; number++) {
                click(fixture, store, number, random);
            }
        }
        Files.delete(folder.resolve("definitions-1.yaml"));
        fixture.apply(VIEWS.replace("horizon: 3h\n", ""));
        long now = fixture.clock().micros();
        try (OnlineStore store = fixture.open()) {
            assertThat(texts(ask(store, QuestionTimes.asOf(now - 170 * MINUTE), "recent@1:clicks_1h")))
                    .isEqualTo(texts(ask(store, QuestionTimes.asOf(now - 170 * MINUTE), "recent@2:clicks_1h")));
            assertThatThrownBy(() -> ask(store, QuestionTimes.asOf(now - 300 * MINUTE), "recent@1:clicks_1h"))
                    .isInstanceOfSatisfying(
                            AsofException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BEFORE_HORIZON));
        }
    }

    @Test
    void versionsByTimeGoAndTheirKeysWithThem() {
        OnlineFixture fixture = fixture();
        try (OnlineStore store = fixture.open()) {
            load(store);
            for (int number = 0; number < 1_000; number++) {
                fixture.clock().set(NOW + number * MINUTE);
                Rows rows = payments().row(number, 7, "zoo", NOW + number * MINUTE, 1.0);
                ingest(store, number % 5 == 0 ? rows.row(number, 7, "zoo", NOW + number * MINUTE + SECOND, 2.0) : rows);
            }
            assertThat(texts(ask(store, QuestionTimes.NOW, "amounts:amount_1h")))
                    .containsExactly("PRESENT 72.0");
        }
        assertThat(stored(fixture, Family.VERSIONS, AMOUNTS)).isBetween(240, 320);
    }
}
