package dev.asof.online;

import static dev.asof.online.OnlineFixture.NOW;
import static dev.asof.online.OnlineFixture.SECOND;
import static dev.asof.online.OnlineFixture.ask;
import static dev.asof.online.OnlineFixture.ingest;
import static dev.asof.online.OnlineFixture.load;
import static dev.asof.online.OnlineFixture.payments;
import static dev.asof.online.OnlineFixture.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asof.online.lookup.LookupAnswer;
import dev.asof.online.lookup.LookupRequest;
import dev.asof.online.lookup.QuestionTimes;
import dev.asof.online.lookup.Selection;
import dev.asof.online.lookup.ViewCounts;
import dev.asof.online.state.database.BlockOptions;
import dev.asof.online.state.database.StateOptions;
import dev.asof.registry.catalog.VersionedName;
import dev.asof.registry.compute.program.TreeShape;
import dev.asof.registry.compute.schema.LongColumn;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import dev.asof.registry.plan.KeyColumn;
import dev.asof.registry.plan.PlannedFeature;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LookupTest {
    @TempDir
    Path folder;

    private OnlineFixture fixture;
    private OnlineStore store;

    @BeforeEach
    void start() {
        fixture = new OnlineFixture(folder);
        store = fixture.open();
        load(store);
    }

    @AfterEach
    void stop() {
        store.close();
    }

    @Test
    void aServiceAnswersItsFeaturesInOrder() {
        ingest(store, payments().row(1, 7, "zoo", NOW, 2.0));
        LookupAnswer answer = store.lookup(new LookupRequest(
                new Selection.OfService("risk", 0),
                Rows.of("customer_id int64").row(7).batch(),
                QuestionTimes.NOW));
        assertThat(answer.selection().service())
                .hasValueSatisfying(id -> assertThat(id).hasToString("risk@1"));
        assertThat(answer.selection().features())
                .extracting(PlannedFeature::name)
                .containsExactly("spend__payments_ever", "spend__amount_1h", "spend__last_shop");
        assertThat(texts(answer)).containsExactly("PRESENT 1", "PRESENT 2.0", "PRESENT 'zoo'");
    }

    @Test
    void rowsRepeatAndKeepTheirOrder() {
        ingest(
                store,
                payments().row(1, 7, "zoo", NOW, 2.0).row(2, 8, "zoo", NOW, 3.0).row(3, 8, "zoo", NOW, 3.0));
        var rows = Rows.of("customer_id int64").row(8).row(7).row(9).row(8).batch();
        LookupAnswer answer = ask(store, rows, QuestionTimes.NOW, "spend:payments_ever");
        assertThat(((LongColumn) answer.values().get(0).toColumn()).values()).containsExactly(2, 1, 0, 2);
    }

    @Test
    void eachRowHasItsOwnTimes() {
        ingest(store, payments().row(1, 7, "zoo", NOW - 2 * SECOND, 2.0).row(2, 7, "zoo", NOW + SECOND, 3.0));
        long[] asOf = {NOW - 3 * SECOND, NOW - 2 * SECOND, NOW, NOW + SECOND};
        var rows = Rows.of("customer_id int64").row(7).row(7).row(7).row(7).batch();
        LookupAnswer answer =
                ask(store, rows, new QuestionTimes(asOf, new long[0], new long[0]), "spend:payments_ever");
        assertThat(((LongColumn) answer.values().get(0).toColumn()).values()).containsExactly(0, 1, 1, 2);
        assertThat(answer.times().asOf()).containsExactly(asOf);
        assertThat(answer.times().knownAt()).containsExactly(asOf);
    }

    @Test
    void aKeyMayComeAsTextOrANarrowerInteger() {
        ingest(store, payments().row(1, 7, "zoo", NOW, 2.0));
        for (String type : List.of("string", "int32")) {
            Object key = type.equals("string") ? (Object) "7" : (Object) 7;
            var rows = Rows.of("customer_id " + type).row(key).batch();
            assertThat(texts(ask(store, rows, QuestionTimes.NOW, "spend:payments_ever")))
                    .containsExactly("PRESENT 1");
        }
    }

    @Test
    void rolesTellEntitiesOfOneKindApart() {
        ingest(
                store,
                payments().row(1, 7, "zoo", NOW, 2.0).row(2, 7, "zoo", NOW, 2.0).row(3, 8, "zoo", NOW, 3.0));
        LookupAnswer answer = store.lookup(new LookupRequest(
                new Selection.OfFeatures(List.of(
                        new Selection.Selector("spend@1:payments_ever", "buyer"),
                        new Selection.Selector("spend@1:payments_ever", "seller"))),
                Rows.of("seller__customer_id int64", "buyer__customer_id int64")
                        .row(8, 7)
                        .batch(),
                QuestionTimes.NOW));
        assertThat(texts(answer)).containsExactly("PRESENT 2", "PRESENT 1");
        assertThat(answer.selection().features())
                .extracting(PlannedFeature::name)
                .containsExactly("buyer__spend__payments_ever", "seller__spend__payments_ever");
        assertThat(answer.selection().keyColumns())
                .extracting(KeyColumn::name)
                .containsExactly("buyer__customer_id", "seller__customer_id");
    }

    @Test
    void equalSelectionsHaveEqualFingerprints() {
        var service = store.resolve(new Selection.OfService("risk", 1));
        var listed = store.resolve(new Selection.OfFeatures(List.of(
                new Selection.Selector("spend@1:payments_ever", ""),
                new Selection.Selector("spend:amount_1h", ""),
                new Selection.Selector("spend:last_shop", ""))));
        var fewer =
                store.resolve(new Selection.OfFeatures(List.of(new Selection.Selector("spend@1:payments_ever", ""))));
        assertThat(listed.fingerprint()).isEqualTo(service.fingerprint()).isNotEqualTo(fewer.fingerprint());
    }

    @Test
    void questionsThatCannotBeAnsweredAreRefused() {
        var rows = Rows.of("customer_id int64").row(7).batch();
        assertRefused(
                ErrorCode.UNKNOWN_NAME,
                "Did you mean 'amount_1h'",
                () -> ask(store, rows, QuestionTimes.NOW, "spend:amount_2h"));
        assertRefused(
                ErrorCode.UNKNOWN_NAME,
                "'spent': it is not registered",
                () -> ask(store, rows, QuestionTimes.NOW, "spent:amount_1h"));
        assertRefused(
                ErrorCode.INVALID_ARGUMENT, "is not of the form", () -> ask(store, rows, QuestionTimes.NOW, "spend"));
        assertRefused(
                ErrorCode.INVALID_ARGUMENT,
                "listed twice",
                () -> ask(store, rows, QuestionTimes.NOW, "spend:amount_1h", "spend@1:amount_1h"));
        assertRefused(
                ErrorCode.INVALID_OBSERVATIONS,
                "lack the key column 'shop'",
                () -> ask(store, rows, QuestionTimes.NOW, "turnover:amount_ever"));
        assertRefused(
                ErrorCode.INVALID_OBSERVATIONS,
                "a column 'colour' that nothing needs",
                () -> ask(
                        store,
                        Rows.of("customer_id int64", "colour string")
                                .row(7, "red")
                                .batch(),
                        QuestionTimes.NOW,
                        "spend:amount_1h"));
        assertRefused(
                ErrorCode.INVALID_OBSERVATIONS,
                "in row 1, key 'customer_id'",
                () -> ask(
                        store,
                        Rows.of("customer_id int64").row(7).row((Object) null).batch(),
                        QuestionTimes.NOW,
                        "spend:amount_1h"));
        assertRefused(
                ErrorCode.INVALID_ARGUMENT,
                "3 times 'as_of' for 1 rows",
                () -> ask(store, rows, new QuestionTimes(new long[3], new long[0], new long[0]), "spend:amount_1h"));
        assertRefused(
                ErrorCode.INVALID_ARGUMENT,
                "outside the years 0001 to 9999",
                () -> ask(store, rows, QuestionTimes.asOf(Long.MIN_VALUE), "spend:amount_1h"));
        Rows many = Rows.of("customer_id int64");
        for (int i = 0; i <= 100; i++) {
            many.row(i);
        }
        assertRefused(
                ErrorCode.LIMIT_EXCEEDED,
                "101 rows, the limit is 100",
                () -> ask(store, many.batch(), QuestionTimes.NOW, "spend:amount_1h"));
    }

    @Test
    void noRowsAreAnsweredWithNoValues() {
        LookupAnswer answer =
                ask(store, Rows.of("customer_id int64").batch(), QuestionTimes.NOW, "spend:payments_ever");
        assertThat(answer.values().get(0).size()).isZero();
    }

    @Test
    void whatIsAnsweredDuringIngestIsAnsweredAgainWithItsTimes() throws Exception {
        AtomicBoolean isOver = new AtomicBoolean();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<?>> writers = new ArrayList<>();
            for (int writer = 0; writer < 3; writer++) {
                int first = 1_000 * writer;
                writers.add(threads.submit(() -> ingestMany(first)));
            }
            Future<List<LookupAnswer>> reader = threads.submit(() -> askUntil(isOver));
            for (Future<?> writer : writers) {
                writer.get();
            }
            isOver.set(true);
            for (LookupAnswer answer : reader.get()) {
                assertThat(texts(ask(store, answer.times(), "spend:payments_ever", "spend:amount_1h")))
                        .isEqualTo(texts(answer));
            }
            assertThat(texts(ask(store, QuestionTimes.NOW, "spend:payments_ever")))
                    .containsExactly("PRESENT 600");
        }
    }

    private void ingestMany(int first) {
        for (int batch = 0; batch < 50; batch++) {
            Rows rows = payments();
            for (int i = 0; i < 4; i++) {
                rows.row(first + 4 * batch + i, 7, "zoo", NOW - i, 0.1 * i);
            }
            long accepted = ingest(store, rows).acceptedAtMicros().getAsLong();
            assertThat(ask(store, QuestionTimes.NOW, "spend:payments_ever")
                            .times()
                            .acceptedBy()[0])
                    .isGreaterThanOrEqualTo(accepted);
        }
    }

    @Test
    void failuresAreCountedOfEachFeatureAndOfTheFilter() {
        fixture.apply("""
            feature_view: odd
            version: 1
            entity: customer
            source: payments
            where: 1 / (payment_id - 1) >= 0
            features:
              none: {aggregate: sum(payment_id / 0), window: unbounded}
              n:    {aggregate: count(*), window: unbounded}
            """);
        load(store);
        ingest(store, payments().row(1, 7, "zoo", NOW, 2.0).row(2, 7, "zoo", NOW, 3.0));
        ask(store, QuestionTimes.NOW, "odd:n", "odd:none");
        ask(store, QuestionTimes.NOW, "odd:n");
        ViewCounts counts = store.answered().get(new VersionedName("odd", 1));
        assertThat(counts.filterErrors()).isEqualTo(2);
        assertThat(counts.featureErrors()).containsOnlyKeys("none").containsEntry("none", 2L);
    }

    @Test
    void failuresOnEventsInBlocksAreCountedWhereTheyAreLookedAt(@TempDir Path other) {
        OnlineFixture blocks = new OnlineFixture(other)
                .withState(StateOptions.SMALL.withBlocks(new BlockOptions(2, 4, new TreeShape(8, 4, 4))));
        blocks.apply("""
            feature_view: odd
            version: 1
            entity: customer
            source: payments
            features:
              none: {latest: payment_id / 0}
              n:    {aggregate: count(*), window: unbounded}
            """);
        try (OnlineStore opened = blocks.open()) {
            load(opened);
            for (int i = 0; i < 32; i++) {
                ingest(opened, payments().row(i, 7, "zoo", NOW - i * SECOND, 2.0));
            }
            for (int i = 0; i < 32; i++) {
                ask(opened, QuestionTimes.asOf(NOW - i * SECOND), "odd:none");
            }
            Map<String, Long> errors =
                    opened.answered().get(new VersionedName("odd", 1)).featureErrors();
            assertThat(errors).containsOnlyKeys("none");
        }
    }

    private List<LookupAnswer> askUntil(AtomicBoolean isOver) {
        List<LookupAnswer> answers = new ArrayList<>();
        while (!isOver.get() && answers.size() < 5_000) {
            answers.add(ask(store, QuestionTimes.NOW, "spend:payments_ever", "spend:amount_1h"));
        }
        return answers;
    }

    private static void assertRefused(ErrorCode code, String part, Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        AsofException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessageContaining(part);
    }
}
