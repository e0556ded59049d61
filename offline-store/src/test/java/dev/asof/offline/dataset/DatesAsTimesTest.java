package dev.asof.offline.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asof.offline.Batches;
import dev.asof.offline.Fixture;
import dev.asof.offline.input.FileSchemaReader;
import dev.asof.offline.observation.ObservationOptions;
import dev.asof.registry.catalog.FeatureService;
import dev.asof.registry.catalog.RegistryDelta;
import dev.asof.registry.catalog.RegistrySnapshot;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.definition.DefinitionCheck;
import dev.asof.registry.definition.DefinitionReader;
import dev.asof.registry.repository.TableFormat;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files whose dates are a source's times: what footers state of them are days. */
class DatesAsTimesTest {
    private static final long DAY = 86_400_000_000L;

    private static final String SOURCE = """
            entity: customer
            keys: {customer_id: int64}
            ---
            source: payments
            path: data
            event_time: %s
            columns:
              customer_id: {type: int64}
              paid_at: {type: timestamp}
              %s
            on_violation: drop
            """;

    private static final String OLDER = SOURCE.formatted("paid_at", "") + """
            ---
            feature_view: older
            version: 1
            entity: customer
            source: payments
            features:
              n: {aggregate: count(*), window: 1h}
            """;

    private static final String NEWER = SOURCE.formatted("day", "day: {type: timestamp}") + """
            ---
            feature_view: newer
            version: 1
            entity: customer
            source: payments
            features:
              n: {aggregate: count(*), window: 30d}
            ---
            feature_service: both
            version: 1
            features: ['older@1:*', 'newer@1:*']
            """;

    @TempDir
    Path root;

    @Test
    void aRowGroupOfDaysWithinAWindowIsRead() {
        Fixture fixture = new Fixture(root);
        fixture.parquet(
                "data/1.parquet",
                Batches.with("customer_id", ScalarType.INT64, 1, 1)
                        .and("paid_at", ScalarType.TIMESTAMP, 19_000 * DAY + 5, 19_000 * DAY + 6)
                        .and("day", ScalarType.DATE, 19_000, 19_000));
        fixture.parquet(
                "observations.parquet",
                Batches.with("customer_id", ScalarType.INT64, 1)
                        .and("event_timestamp", ScalarType.TIMESTAMP, 19_010 * DAY));
        RegistrySnapshot applied = applied(fixture, applied(fixture, RegistrySnapshot.EMPTY, OLDER), NEWER);
        FeatureService service = applied.requireService("both");
        TrainingSetBuilder builder = new TrainingSetBuilder(fixture.repository(), applied, BuildSettings.of(1));
        builder.build(
                service,
                builder.readObservations(
                        service, fixture.path("observations.parquet"), ObservationOptions.of(TableFormat.PARQUET)),
                fixture.path("both.parquet"));
        assertThat(fixture.column("both.parquet", "newer__n")).containsExactly(2L);
    }

    private static RegistrySnapshot applied(Fixture fixture, RegistrySnapshot base, String definitions) {
        fixture.define(definitions);
        DefinitionCheck check = new DefinitionReader(new FileSchemaReader())
                .check(fixture.repository().root(), base);
        assertThat(check.problems()).isEmpty();
        return RegistryDelta.between(base, check.definitions()).next(Instant.EPOCH, Optional.empty());
    }
}
