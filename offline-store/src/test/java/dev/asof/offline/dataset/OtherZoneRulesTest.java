package dev.asof.offline.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asof.offline.Batches;
import dev.asof.offline.Fixture;
import dev.asof.offline.observation.ObservationOptions;
import dev.asof.registry.catalog.FeatureService;
import dev.asof.registry.catalog.RegistrySnapshot;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.zone.TimeZoneDatabase;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import dev.asof.registry.repository.TableFormat;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was applied by a build with other rules of a time zone. */
class OtherZoneRulesTest {
    @TempDir
    private Path root;

    private Fixture fixture;

    @BeforeEach
    void define() {
        fixture = new Fixture(root)
                .define("""
                        entity: customer
                        keys: {customer_id: int64}
                        ---
                        source: payments
                        path: data/
                        event_time: paid_at
                        ---
                        feature_view: spend
                        version: 1
                        entity: customer
                        source: payments
                        features:
                          total: {aggregate: sum(amount), window: unbounded}
                        ---
                        feature_view: calendar
                        version: 1
                        entity: customer
                        source: payments
                        where: hour(paid_at, 'Europe/Berlin') < 24
                        features:
                          today: {aggregate: count(*), window: {calendar: day, zone: Europe/Berlin}}
                        ---
                        feature_service: churn
                        version: 1
                        features: [spend@1:*]
                        ---
                        feature_service: days
                        version: 1
                        features: [calendar@1:*]
                        """)
                .parquet(
                        "data/a.parquet",
                        Batches.with("customer_id", ScalarType.INT64, 1)
                                .and("paid_at", ScalarType.TIMESTAMP, 10)
                                .and("amount", ScalarType.FLOAT64, 1.5))
                .text("asked.csv", "customer_id,event_timestamp\n1,1970-01-01T00:00:01Z\n");
    }

    @Test
    void otherViewsOfTheSourceAreBuilt() throws ReflectiveOperationException {
        buildUnderOtherRules("churn");

        assertThat(fixture.column("out.parquet", "spend__total")).containsExactly(1.5);
    }

    @Test
    void itsOwnViewIsRefused() {
        assertThatThrownBy(() -> buildUnderOtherRules("days"))
                .isInstanceOfSatisfying(
                        AsofException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_COMPUTABLE))
                .hasMessageContaining(
                        "Cannot compute feature view 'calendar@1': time zone 'Europe/Berlin' had other rules");
    }

    /** What was applied with the rules of Berlin is built where Berlin has those of Tokyo. */
    private void buildUnderOtherRules(String name) throws ReflectiveOperationException {
        RegistrySnapshot registry = fixture.registry();
        FeatureService service = registry.requireService(name);
        TrainingSetBuilder builder = new TrainingSetBuilder(fixture.repository(), registry, BuildSettings.of(1));
        var asked =
                builder.readObservations(service, fixture.path("asked.csv"), ObservationOptions.of(TableFormat.CSV));
        Object before = exchangeRules(rules("Asia/Tokyo"));
        try {
            builder.build(service, asked, fixture.path("out.parquet"));
        } finally {
            exchangeRules(before);
        }
    }

    private static Object rules(String zone) throws ReflectiveOperationException {
        Method find = TimeZoneDatabase.class.getDeclaredMethod("find", String.class);
        find.setAccessible(true);
        return ((Optional<?>) find.invoke(null, zone)).orElseThrow();
    }

    @SuppressWarnings("unchecked")
    private static Object exchangeRules(Object rules) throws ReflectiveOperationException {
        Field entries = TimeZoneDatabase.class.getDeclaredField("ENTRIES");
        entries.setAccessible(true);
        return ((Map<String, Object>) entries.get(null)).put("Europe/Berlin", rules);
    }
}
