package dev.asof.offline.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asof.offline.Batches;
import dev.asof.offline.Fixture;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Training sets of views that several sources feed. */
class UnionBuildTest {
    private static final long DAY = 86_400_000_000L;
    private static final String DEFINITIONS = """
            entity: card
            keys: {card_id: int64}
            ---
            source: adyen
            path: adyen
            event_time: paid_at
            columns:
              card_id: int64
              paid_at: timestamp
              amount: {type: float64, min: 0}
            on_violation: drop
            ---
            source: stripe
            path: stripe
            event_time: paid_at
            ---
            feature_view: spend
            version: 1
            entity: card
            sources: [stripe, adyen]
            features:
              total: {aggregate: sum(amount), window: 30d}
              last: {latest: amount}
            ---
            feature_view: stripe_spend
            version: 1
            entity: card
            source: stripe
            features:
              total: {aggregate: sum(amount), window: 30d}
            ---
            feature_service: fraud
            version: 1
            features: ['spend@1:*', 'stripe_spend@1:*']
            """;

    @TempDir
    private Path root;

    private Fixture fixture;

    @BeforeEach
    void write() {
        fixture = new Fixture(root)
                .define(DEFINITIONS)
                .parquet("adyen/a.parquet", payments(DAY, 2 * DAY, 1.0, -5.0))
                .parquet("stripe/a.parquet", payments(3 * DAY, 40 * DAY, -2.0, 16.0))
                .parquet(
                        "asked.parquet",
                        Batches.with("card_id", ScalarType.INT64, 1, 1)
                                .and("event_timestamp", ScalarType.TIMESTAMP, 4 * DAY, 40 * DAY));
    }

    private static Batches payments(long first, long second, double amount, double other) {
        return Batches.with("card_id", ScalarType.INT64, 1, 1)
                .and("paid_at", ScalarType.TIMESTAMP, first, second)
                .and("amount", ScalarType.FLOAT64, amount, other);
    }

    @Test
    void theEventsOfAllSourcesAreTheViews() {
        DatasetManifest manifest = fixture.build("fraud", "asked.parquet", "t.parquet");

        assertThat(fixture.column("t.parquet", "spend__total")).containsExactly(-1.0, 16.0);
        assertThat(fixture.column("t.parquet", "spend__last")).containsExactly(-2.0, 16.0);
        assertThat(fixture.column("t.parquet", "stripe_spend__total")).containsExactly(-2.0, 16.0);
        assertThat(manifest.inputs())
                .extracting(DatasetManifest.Input::source, DatasetManifest.Input::path)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("adyen", "adyen/a.parquet"),
                        org.assertj.core.groups.Tuple.tuple("stripe", "stripe/a.parquet"));
    }

    @Test
    void aSourceWithoutRowsIsNamed() throws IOException {
        fixture.build("fraud", "asked.parquet", "t.parquet");
        Files.delete(fixture.path("adyen/a.parquet"));

        assertThatThrownBy(() -> fixture.build("fraud", "asked.parquet", "u.parquet"))
                .isInstanceOfSatisfying(
                        AsofException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NO_DATA))
                .hasMessageContaining("source 'adyen'");
        assertThat(new DatasetRebuild(fixture.repository(), fixture.registry(), BuildSettings.of(1))
                        .rebuild(fixture.path("t.parquet"))
                        .changes())
                .containsExactly("source adyen: adyen/a.parquet is gone");
    }

    @Test
    void aTrainingSetIsBuiltAgainAsTheSameBytes() {
        fixture.build("fraud", "asked.parquet", "t.parquet");

        assertThat(new DatasetRebuild(fixture.repository(), fixture.registry(), BuildSettings.of(2))
                        .rebuild(fixture.path("t.parquet"))
                        .outcome())
                .isEqualTo(DatasetRebuild.Outcome.SAME);
    }

    @Test
    void theHistoryIsThatOfAllSourcesTogether() {
        DatasetManifest manifest = fixture.build("fraud", "asked.parquet", "t.parquet");

        assertThat(manifest.warnings()).noneMatch(warning -> warning.toString().contains("'adyen'"));
    }
}
