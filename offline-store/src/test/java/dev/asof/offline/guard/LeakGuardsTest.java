package dev.asof.offline.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asof.offline.Batches;
import dev.asof.offline.Fixture;
import dev.asof.offline.dataset.BuildSettings;
import dev.asof.offline.guard.LeakWarning.Guard;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeakGuardsTest {
    private static final long DAY = 86_400_000_000L;

    @TempDir
    private Path root;

    @Test
    void aLabelThatIsReadWithoutDelayIsWarnedOf() {
        Fixture fixture = payments("{aggregate: avg(CASE WHEN is_fraud THEN 1 ELSE 0 END), window: 1d}")
                .parquet("asked.parquet", asked());

        LeakWarning warning = only(fixture, LeakPolicy.WARN);

        assertThat(warning.guard()).isEqualTo(Guard.LABEL_WITHOUT_DELAY);
        assertThat(warning.message())
                .startsWith("Feature spend@1:it reads column 'is_fraud' without a delay")
                .contains("'delay'", "--label");
    }

    @Test
    void theFilterOfAFeatureReadsLabelsToo() {
        Fixture fixture =
                payments("{aggregate: count(*), window: 1d, where: is_fraud}").parquet("asked.parquet", asked());

        assertThat(only(fixture, LeakPolicy.WARN).guard()).isEqualTo(Guard.LABEL_WITHOUT_DELAY);
    }

    @Test
    void aLabelThatIsReadWithADelayIsFine() {
        Fixture fixture = payments("{aggregate: avg(CASE WHEN is_fraud THEN 1 ELSE 0 END), window: 1d, delay: 1d}")
                .parquet("asked.parquet", asked());

        assertThat(warnings(fixture, LeakPolicy.WARN)).isEmpty();
    }

    @Test
    void whatIsNamedAsTheLabelLeavesOtherColumnsUnsuspected() {
        Fixture fixture = payments("{aggregate: avg(CASE WHEN is_fraud THEN 1 ELSE 0 END), window: 1d}")
                .parquet("asked.parquet", asked().and("bought", ScalarType.BOOL, true));

        assertThat(warnings(fixture, new LeakPolicy(LeakPolicy.Verdict.WARN, Set.of("bought"))))
                .isEmpty();
        assertThat(warnings(fixture, new LeakPolicy(LeakPolicy.Verdict.WARN, Set.of("is_fraud"))))
                .hasSize(1);
    }

    @Test
    void featuresOfWhichTheSameIsSaidShareAWarning() {
        Fixture fixture = payments("""
                {aggregate: count(*), window: 1d, where: is_fraud}
                  other: {aggregate: count(*), window: 2d, where: is_fraud}
                  late: {aggregate: count(*), window: 1d, where: is_fraud, delay: 1d}\
                """).parquet("asked.parquet", asked());

        assertThat(only(fixture, LeakPolicy.WARN).message())
                .startsWith("Features spend@1:it, spend@1:other read column 'is_fraud' without a delay");
    }

    @Test
    void aLabelThatIsNoColumnIsAnError() {
        Fixture fixture = payments("{aggregate: avg(CASE WHEN is_fraud THEN 1 ELSE 0 END), window: 1d}")
                .parquet("asked.parquet", asked());

        for (LeakPolicy.Verdict verdict : LeakPolicy.Verdict.values()) {
            assertThatThrownBy(() -> warnings(fixture, new LeakPolicy(verdict, Set.of("isfraud", "is_fraud", "zz"))))
                    .isInstanceOfSatisfying(
                            AsofException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_OBSERVATIONS))
                    .hasMessageEndingWith("""
                            asked.parquet:
                              the observations have no column 'isfraud', which --label names. Did you mean 'is_fraud'?
                              the observations have no column 'zz', which --label names.\
                            """);
        }
        assertThat(fixture.files()).doesNotContain("out.parquet");
    }

    @Test
    void rowsThatAskAboutThemselvesAreWarnedOfWhereWindowsAreClosedAtTheRight() throws Exception {
        Fixture fixture = payments("{aggregate: count(*), window: 1d}");
        Files.copy(root.resolve("data/a.parquet"), root.resolve("asked.parquet"));

        LeakWarning warning = only(fixture, LeakPolicy.WARN);

        assertThat(warning.guard()).isEqualTo(Guard.OWN_EVENT_SEEN);
        assertThat(warning.message()).contains("rows of source 'payments'", "'closed: left'");
    }

    @Test
    void rowsWithTheKeyOfASourceAreItsOwn() {
        Batches asked = asked().and("payment_id", ScalarType.INT64, 1);

        assertThat(only(
                                payments("{aggregate: sum(amount), window: 1d}").parquet("asked.parquet", asked),
                                LeakPolicy.WARN)
                        .guard())
                .isEqualTo(Guard.OWN_EVENT_SEEN);
        assertThat(warnings(
                        payments("{aggregate: sum(amount), window: 1d, closed: left}")
                                .parquet("asked.parquet", asked),
                        LeakPolicy.WARN))
                .isEmpty();
    }

    @Test
    void rowsThatArriveAfterTheTimeTheyAskAboutDontSeeThemselves() {
        Batches rows = Batches.with("payment_id", ScalarType.INT64, 1, 2)
                .and("card_id", ScalarType.INT64, 1, 1)
                .and("paid_at", ScalarType.TIMESTAMP, 0, 30 * DAY)
                .and("event_timestamp", ScalarType.TIMESTAMP, 0, 30 * DAY)
                .and("amount", ScalarType.FLOAT64, 1.0, 2.0)
                .and("is_fraud", ScalarType.BOOL, true, false);
        Batches later = rows.and("arrived_at", ScalarType.TIMESTAMP, 1, 30 * DAY + 1);
        Fixture fixture = payments("{aggregate: count(*), window: 1d}", "arrival_time: arrived_at")
                .parquet("data/a.parquet", later)
                .parquet("asked.parquet", later);
        assertThat(warnings(fixture, LeakPolicy.WARN)).isEmpty();

        Batches asked = asked().and("payment_id", ScalarType.INT64, 1);
        assertThat(only(fixture.parquet("asked.parquet", asked), LeakPolicy.WARN)
                        .message())
                .endsWith("It is seen only from its arrival on: with 'arrived_at', a timestamp, among their columns the"
                        + " observations tell whether that is later.");
        assertThat(only(
                                fixture.parquet("asked.parquet", asked.and("arrived_at", ScalarType.TIMESTAMP, 10)),
                                LeakPolicy.WARN)
                        .message())
                .endsWith("say 'closed: left'.");
    }

    @Test
    void whatIsNamedAsTheLabelIsNotAskedFor() {
        Fixture fixture =
                payments("{aggregate: count(*), window: 1d, where: is_fraud}").parquet("asked.parquet", asked());

        assertThat(only(fixture, new LeakPolicy(LeakPolicy.Verdict.WARN, Set.of("is_fraud")))
                        .message())
                .contains("--label says that it holds the label: training sees")
                .doesNotContain("If ");
    }

    @Test
    void whatLooksBackFurtherThanTheHistoryIsWarnedOf() {
        Fixture latest = payments("{latest: amount, max_age: 31d}").parquet("asked.parquet", asked());
        assertThat(only(latest, LeakPolicy.WARN).message())
                .contains("looks back 31d", "from 1970-01-01T00:00:00Z to 1970-01-31T00:00:00Z");

        Fixture window = payments("{aggregate: sum(amount), window: 31d}").parquet("asked.parquet", asked());
        assertThat(only(window, LeakPolicy.WARN).guard()).isEqualTo(Guard.HISTORY_TOO_SHORT);

        Fixture within = payments("{latest: amount, max_age: 30d}").parquet("asked.parquet", asked());
        assertThat(warnings(within, LeakPolicy.WARN)).isEmpty();
    }

    @Test
    void theHistoryOfTimesWithoutAZoneIsInUtc() {
        Fixture latest = payments("{latest: amount, max_age: 31d}")
                .parquet("asked.parquet", asked())
                .parquet("data/a.parquet", onLocalClocks());

        assertThat(only(latest, LeakPolicy.WARN).message())
                .contains("looks back 31d", "from 1970-01-01T00:00:00Z to 1970-01-31T00:00:00Z");
    }

    @Test
    void theHistoryOfASourceWithAZoneIsInInstants() {
        Fixture latest = payments("{latest: amount, max_age: 31d}", "zone: Asia/Tokyo")
                .parquet("asked.parquet", asked())
                .parquet("data/a.parquet", onLocalClocks());

        assertThat(only(latest, LeakPolicy.WARN).message())
                .contains("looks back 31d", "from 1969-12-31T15:00:00Z to 1970-01-30T15:00:00Z");
    }

    @Test
    void observationsAfterTheLastEventAreCounted() {
        Fixture fixture = payments("{latest: amount}")
                .parquet(
                        "asked.parquet",
                        Batches.with("card_id", ScalarType.INT64, 1, 1, 1)
                                .and("event_timestamp", ScalarType.TIMESTAMP, 30 * DAY, 30 * DAY + 1, 31 * DAY));

        LeakWarning warning = only(fixture, LeakPolicy.WARN);

        assertThat(warning.guard()).isEqualTo(Guard.AFTER_LAST_EVENT);
        assertThat(warning.message()).startsWith("2 of 3 observations are later than the last event");
    }

    @Test
    void strictMakesThemErrorsBeforeAnythingIsWritten() {
        Fixture fixture = payments("{aggregate: avg(CASE WHEN is_fraud THEN 1 ELSE 0 END), window: 1d}")
                .parquet("asked.parquet", asked());

        assertThatThrownBy(() -> warnings(fixture, new LeakPolicy(LeakPolicy.Verdict.REFUSE, Set.of())))
                .isInstanceOfSatisfying(
                        AsofException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.LEAK_SUSPECTED))
                .hasMessageContaining("column 'is_fraud'");
        assertThat(fixture.files()).doesNotContain("out.parquet");
    }

    private static LeakWarning only(Fixture fixture, LeakPolicy policy) {
        List<LeakWarning> warnings = warnings(fixture, policy);
        assertThat(warnings).hasSize(1);
        return warnings.getFirst();
    }

    private static List<LeakWarning> warnings(Fixture fixture, LeakPolicy policy) {
        return fixture.build(
                        "service",
                        "asked.parquet",
                        "out.parquet",
                        BuildSettings.of(1).with(policy))
                .warnings();
    }

    private static Batches onLocalClocks() {
        return Batches.with("payment_id", ScalarType.INT64, 1, 2)
                .and("card_id", ScalarType.INT64, 1, 1)
                .andLocal("paid_at", 0, 30 * DAY)
                .and("event_timestamp", ScalarType.TIMESTAMP, 0, 30 * DAY)
                .and("amount", ScalarType.FLOAT64, 1.0, 2.0)
                .and("is_fraud", ScalarType.BOOL, true, false);
    }

    private Fixture payments(String feature) {
        return payments(feature, "");
    }

    /** @param ofSource more of the source's definition, a line */
    private Fixture payments(String feature, String ofSource) {
        return new Fixture(root)
                .define("""
                        entity: card
                        keys: {card_id: int64}
                        ---
                        source: payments
                        path: data/
                        event_time: paid_at
                        unique_key: [payment_id]
                        %s
                        ---
                        feature_view: spend
                        version: 1
                        entity: card
                        source: payments
                        features:
                          it: %s
                        ---
                        feature_service: service
                        version: 1
                        features: [spend@1:*]
                        """.formatted(ofSource, feature))
                .parquet(
                        "data/a.parquet",
                        Batches.with("payment_id", ScalarType.INT64, 1, 2)
                                .and("card_id", ScalarType.INT64, 1, 1)
                                .and("paid_at", ScalarType.TIMESTAMP, 0, 30 * DAY)
                                .and("event_timestamp", ScalarType.TIMESTAMP, 0, 30 * DAY)
                                .and("amount", ScalarType.FLOAT64, 1.0, 2.0)
                                .and("is_fraud", ScalarType.BOOL, true, false));
    }

    private static Batches asked() {
        return Batches.with("card_id", ScalarType.INT64, 1)
                .and("event_timestamp", ScalarType.TIMESTAMP, 10)
                .and("is_fraud", ScalarType.BOOL, true);
    }
}
