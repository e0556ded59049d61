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
import dev.asof.registry.definition.DefinitionReader;
import dev.asof.registry.repository.TableFormat;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two views of one source, the older of which takes rows that the newer one's contract rejects. */
class DifferentContractsTest {
    private static final String SOURCE = """
            entity: customer
            keys: {customer_id: int64}
            ---
            source: payments
            path: data
            event_time: paid_at
            columns:
              customer_id: {type: int64}
              paid_at: {type: timestamp}
              amount: {type: float64%s}
              note: {type: string}
            on_violation: drop
            """;
    private static final String OLDER = SOURCE.formatted("") + """
            ---
            feature_view: older
            version: 1
            entity: customer
            source: payments
            features:
              total: {aggregate: sum(amount), window: unbounded}
            """;
    private static final String NEWER = SOURCE.formatted(", min: 0") + """
            ---
            feature_view: newer
            version: 1
            entity: customer
            source: payments
            features:
              notes: {aggregate: count(note), window: unbounded}
            ---
            feature_service: both
            version: 1
            features: ['older@1:*', 'newer@1:*']
            """;

    @TempDir
    Path root;

    @ParameterizedTest
    @CsvSource({"accepted, broken, 1", "broken, accepted, 1", "accepted, broken, 2", "broken, accepted, 2"})
    void eachViewTakesTheRowsOfItsOwnContract(String first, String second, int threads) {
        Fixture fixture = new Fixture(root);
        fixture.parquet("data/1.parquet", payments(first.equals("accepted") ? 2 : -5));
        fixture.parquet("data/2.parquet", payments(second.equals("accepted") ? 2 : -5));
        fixture.parquet(
                "observations.parquet",
                Batches.with("customer_id", ScalarType.INT64, 1, 2)
                        .and("event_timestamp", ScalarType.TIMESTAMP, 100, 100));
        RegistrySnapshot older = applied(fixture, RegistrySnapshot.EMPTY, OLDER);
        RegistrySnapshot both = applied(fixture, older, NEWER);

        FeatureService service = both.requireService("both");
        TrainingSetBuilder builder = new TrainingSetBuilder(fixture.repository(), both, BuildSettings.of(threads));
        builder.build(
                service,
                builder.readObservations(
                        service, fixture.path("observations.parquet"), ObservationOptions.of(TableFormat.PARQUET)),
                fixture.path("out.parquet"));

        assertThat(fixture.column("out.parquet", "older__total")).containsExactly(8.0, -3.0);
        assertThat(fixture.column("out.parquet", "newer__notes")).containsExactly(4L, 1L);
    }

    /** Customer 1 pays 1 and 3 in each file, customer 2 what is given. */
    private static Batches payments(double ofSecond) {
        return Batches.with("customer_id", ScalarType.INT64, 1, 2, 1)
                .and("paid_at", ScalarType.TIMESTAMP, 10, 11, 12)
                .and("amount", ScalarType.FLOAT64, 1.0, ofSecond, 3.0)
                .and("note", ScalarType.STRING, "a", "b", "c");
    }

    private static RegistrySnapshot applied(Fixture fixture, RegistrySnapshot base, String definitions) {
        fixture.define(definitions);
        var check = new DefinitionReader(new FileSchemaReader())
                .check(fixture.repository().root(), base);
        assertThat(check.problems()).isEmpty();
        return RegistryDelta.between(base, check.definitions()).next(Instant.EPOCH, Optional.empty());
    }
}
