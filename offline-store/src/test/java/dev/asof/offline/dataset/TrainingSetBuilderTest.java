package dev.asof.offline.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asof.offline.Batches;
import dev.asof.offline.Fixture;
import dev.asof.offline.archive.EventArchiveWriter;
import dev.asof.offline.input.InputChoice;
import dev.asof.offline.parquet.ForeignFile;
import dev.asof.offline.sweep.SweepObserver;
import dev.asof.registry.archive.LoadLedger;
import dev.asof.registry.archive.LoadedFile;
import dev.asof.registry.catalog.FeatureView;
import dev.asof.registry.catalog.RegistryDelta;
import dev.asof.registry.catalog.RegistrySnapshot;
import dev.asof.registry.compute.event.Violation;
import dev.asof.registry.compute.program.Questions;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.value.FeatureValues;
import dev.asof.registry.definition.DefinitionReader;
import dev.asof.registry.definition.SourceSchemaReader;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import dev.asof.registry.quarantine.QuarantineFilter;
import dev.asof.registry.quarantine.QuarantineFolder;
import dev.asof.registry.quarantine.QuarantineOrigin;
import dev.asof.registry.quarantine.QuarantineWriter;
import dev.asof.registry.quarantine.QuarantinedRow;
import dev.asof.registry.repository.ContentHash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainingSetBuilderTest {
    private static final String SPENDING = """
            entity: customer
            keys: {customer_id: int64}
            ---
            source: payments
            path: data/*.parquet
            event_time: paid_at
            columns:
              customer_id: {type: int64}
              amount: {type: float64, min: 0}
            on_violation: %s
            ---
            feature_view: spend
            version: 1
            entity: customer
            source: payments
            features:
              total: {aggregate: sum(amount), window: unbounded}
              recent: {aggregate: count(*), window: 10us}
              last_amount: {latest: amount}
            ---
            feature_service: churn
            version: 1
            features: ['spend@1:last_amount', 'spend@1:total', 'spend@1:recent']
            """;

    private static final String KEYED_SPENDING =
            SPENDING.replace("event_time: paid_at", "event_time: paid_at\nunique_key: [payment_id]");

    @TempDir
    Path root;

    @Test
    void eachRowIsAnsweredInItsPlaceAndAsOfItsTime() {
        Fixture fixture = spending("fail")
                .parquet(
                        "observations.parquet",
                        Batches.with("label", ScalarType.STRING, "a", "b", "a", "c", "d")
                                .and("customer_id", ScalarType.INT64, 1, 2, 1, 9, 1)
                                .and("event_timestamp", ScalarType.TIMESTAMP, 25, 20, 25, 100, 9));

        DatasetManifest manifest = fixture.build("churn", "observations.parquet", "out.parquet");

        assertThat(fixture.column("out.parquet", "label")).containsExactly("a", "b", "a", "c", "d");
        assertThat(fixture.column("out.parquet", "customer_id")).containsExactly(1L, 2L, 1L, 9L, 1L);
        assertThat(fixture.column("out.parquet", "event_timestamp")).containsExactly(25L, 20L, 25L, 100L, 9L);
        assertThat(fixture.column("out.parquet", "spend__last_amount")).containsExactly(2.0, 5.0, 2.0, null, null);
        assertThat(fixture.column("out.parquet", "spend__total")).containsExactly(3.0, 5.0, 3.0, null, null);
        assertThat(fixture.column("out.parquet", "spend__recent")).containsExactly(1L, 1L, 1L, 0L, 0L);
        assertThat(columns("out.parquet"))
                .containsExactly(
                        "label",
                        "customer_id",
                        "event_timestamp",
                        "spend__last_amount",
                        "spend__total",
                        "spend__recent");
        assertThat(manifest.rows()).isEqualTo(5);
        assertThat(manifest.features().getFirst().statuses()).isEqualTo(Map.of("PRESENT", 3L, "NOT_FOUND", 2L));
        assertThat(manifest.features().getLast().statuses()).isEqualTo(Map.of("PRESENT", 5L));
    }

    @Test
    void statusesStandBesideTheValuesOnRequest() {
        Fixture fixture = spending("fail").parquet("observations.parquet", asking(1, 25, 9, 100));

        fixture.build(
                "churn",
                "observations.parquet",
                "out.parquet",
                BuildSettings.of(1).with(StatusColumns.INCLUDED));

        assertThat(fixture.column("out.parquet", "spend__total__status")).containsExactly("PRESENT", "NOT_FOUND");
        assertThat(columns("out.parquet")).endsWith("spend__recent", "spend__recent__status");
    }

    private static final String PAIR = SPENDING + """
            ---
            on_demand: basket
            version: 1
            request: {amount: float64, parts: int64}
            features:
              above: amount - spend:total
              failing: {expression: 'parts / (parts - parts)', default: -1}
              beside: 'spend:total - payee:spend:total'
            ---
            feature_service: pair
            version: 1
            features: ['basket@1:*', 'payee:spend@1:total']
            """;

    @Test
    void requestColumnsAndTheKeysOfRolesComeFromTheObservations() {
        Fixture fixture = spending("fail", PAIR)
                .text(
                        "observations.csv",
                        "customer_id,payee__customer_id,event_timestamp,amount,parts\n"
                                + "1,2,1970-01-01T00:00:00.000025Z,10.5,4\n"
                                + "2,1,1970-01-01T00:00:00.000025Z,,\n");

        DatasetManifest manifest = fixture.build("pair", "observations.csv", "out.parquet");

        assertThat(fixture.column("out.parquet", "basket__above")).containsExactly(7.5, null);
        assertThat(fixture.column("out.parquet", "basket__failing")).containsExactly(-1L, -1L);
        assertThat(fixture.column("out.parquet", "basket__beside")).containsExactly(-2.0, 2.0);
        assertThat(fixture.column("out.parquet", "payee__spend__total")).containsExactly(5.0, 3.0);
        assertThat(manifest.features())
                .extracting(DatasetManifest.Feature::expressionErrors)
                .containsExactly(0L, 1L, 0L, 0L);
        assertThat(manifest.views()).extracting(DatasetManifest.View::view).containsExactly("spend@1", "basket@1");
    }

    @Test
    void allMissingRequestColumnsAreNamedAtOnce() {
        Fixture fixture = spending("fail", PAIR)
                .text(
                        "observations.csv",
                        "customer_id,payee__customer_id,event_timestamp\n1,2,1970-01-01T00:00:00.000025Z\n");

        assertThatThrownBy(() -> fixture.build("pair", "observations.csv", "out.parquet"))
                .hasMessageContaining("column 'amount' is missing: a request column of the service (float64)")
                .hasMessageContaining("column 'parts' is missing: a request column of the service (int64)");
    }

    @Test
    void csvObservationsGiveTheSameValues() {
        Fixture fixture = spending("fail")
                .text("observations.csv", "customer_id,event_timestamp,label\n1,1970-01-01T00:00:00.000025Z,x\n");

        fixture.build("churn", "observations.csv", "out.parquet");

        assertThat(fixture.column("out.parquet", "spend__total")).containsExactly(3.0);
        assertThat(fixture.column("out.parquet", "label")).containsExactly("x");
    }

    @Test
    void noRowsGiveAnEmptyTrainingSetWithItsColumns() {
        Fixture fixture = spending("fail").text("observations.csv", "customer_id,event_timestamp\n");

        DatasetManifest manifest = fixture.build("churn", "observations.csv", "out.parquet");

        assertThat(manifest.rows()).isZero();
        assertThat(columns("out.parquet")).contains("spend__total");
        assertThat(fixture.column("out.parquet", "spend__total")).isEmpty();
    }

    @Test
    void severalEntitiesAndSourcesAnswerTogether() {
        Fixture fixture = new Fixture(root)
                .define("""
                        entity: airport
                        keys: {airport_code: string}
                        ---
                        entity: plane
                        keys: {tail: string, fleet: int32}
                        ---
                        source: weather
                        path: weather.parquet
                        event_time: at
                        keys: {station: airport_code}
                        ---
                        source: flights
                        path: flights.parquet
                        event_time: at
                        ---
                        feature_view: sky
                        version: 1
                        entity: airport
                        source: weather
                        features:
                          wind: {latest: wind, max_age: 5us}
                        ---
                        feature_view: traffic
                        version: 1
                        entity: airport
                        source: flights
                        features:
                          flights: {aggregate: count(*), window: unbounded}
                        ---
                        feature_view: usage
                        version: 1
                        entity: plane
                        source: flights
                        features:
                          flights: {aggregate: count(*), window: unbounded}
                        ---
                        feature_service: delay
                        version: 1
                        features: ['sky@1:*', 'traffic@1:*', 'usage@1:*']
                        """)
                .parquet(
                        "weather.parquet",
                        Batches.with("station", ScalarType.STRING, "EWR", "EWR", "JFK")
                                .and("at", ScalarType.TIMESTAMP, 1, 10, 2)
                                .and("wind", ScalarType.FLOAT64, 3.0, 4.0, 8.0))
                .parquet(
                        "flights.parquet",
                        Batches.with("airport_code", ScalarType.STRING, "EWR", "JFK", "EWR")
                                .and("tail", ScalarType.STRING, "N1", "N1", "N2")
                                .and("fleet", ScalarType.INT32, 1, 1, 1)
                                .and("at", ScalarType.TIMESTAMP, 1, 2, 3))
                .parquet(
                        "observations.parquet",
                        Batches.with("airport_code", ScalarType.STRING, "EWR", "JFK", "LGA")
                                .and("tail", ScalarType.STRING, "N1", "N1", "N2")
                                .and("fleet", ScalarType.INT64, 1, 2, 1)
                                .and("event_timestamp", ScalarType.TIMESTAMP, 10, 10, 10));

        DatasetManifest manifest = fixture.build("delay", "observations.parquet", "out.parquet");

        assertThat(fixture.column("out.parquet", "sky__wind")).containsExactly(4.0, null, null);
        assertThat(fixture.column("out.parquet", "traffic__flights")).containsExactly(2L, 1L, 0L);
        assertThat(fixture.column("out.parquet", "usage__flights")).containsExactly(2L, 0L, 1L);
        assertThat(manifest.features().getFirst().statuses())
                .isEqualTo(Map.of("PRESENT", 1L, "EXPIRED", 1L, "NOT_FOUND", 1L));
        assertThat(manifest.inputs()).extracting(DatasetManifest.Input::source).containsExactly("flights", "weather");
    }

    @Test
    void aRowThatViolatesFailsTheBuildAndIsNamed() {
        Fixture fixture = spending("fail")
                .parquet("data/b.parquet", payments(1, -2.0, 30, 2, -1.0, 30))
                .parquet("observations.parquet", asking(1, 25));

        assertThatThrownBy(() -> fixture.build("churn", "observations.parquet", "out.parquet"))
                .isInstanceOfSatisfying(
                        AsofException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONTRACT_VIOLATION))
                .hasMessage("Cannot read source 'payments': row 0 of " + root.resolve("data/b.parquet")
                        + " violates its contract: column 'amount': -2.0 is below the minimum 0.0 (and 1 more row)."
                        + " Mend the rows, or set on_violation to quarantine or drop.");
        assertThat(fixture.files()).doesNotContain("out.parquet", ".out.parquet.tmp", "out.parquet.manifest.json");
    }

    @Test
    void rowsThatViolateAreQuarantinedOnce() {
        Fixture fixture = spending("quarantine")
                .parquet("data/b.parquet", payments(1, -2.0, 30, 1, 4.0, 31, null, 1.0, 32))
                .parquet("observations.parquet", asking(1, 40));
        QuarantineFolder quarantine = new QuarantineFolder(fixture.repository().quarantineFolder());
        BuildSettings settings = BuildSettings.of(2).with(quarantine);

        fixture.build("churn", "observations.parquet", "out.parquet", settings);
        DatasetManifest manifest = fixture.build("churn", "observations.parquet", "out.parquet", settings);

        assertThat(fixture.column("out.parquet", "spend__total")).containsExactly(7.0);
        assertThat(quarantine.list(QuarantineFilter.ALL, 0, 10))
                .extracting(
                        row -> ((QuarantineOrigin.FileRow) row.origin()).row(),
                        row -> row.violations().getFirst().message())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(0L, "-2.0 is below the minimum 0.0"),
                        org.assertj.core.groups.Tuple.tuple(2L, "the entity key is null"));
        DatasetManifest.Input input = manifest.inputs().getLast();
        assertThat(input.path()).isEqualTo("data/b.parquet");
        assertThat(input.violatingRows()).isEqualTo(2);
        assertThat(input.violations())
                .containsExactly(
                        new DatasetManifest.Violations("amount", "min", 1),
                        new DatasetManifest.Violations("customer_id", "null", 1));
    }

    @Test
    void whatALoadPutIntoTheQuarantineIsNotRewritten() {
        Fixture fixture = spending("quarantine")
                .parquet("data/b.parquet", payments(1, -2.0, 30))
                .parquet("observations.parquet", asking(1, 40));
        String sha256 = ContentHash.ofFile(root.resolve("data/b.parquet"));
        QuarantineFolder quarantine = new QuarantineFolder(fixture.repository().quarantineFolder());
        try (QuarantineWriter writer = quarantine.openFile("payments", sha256)) {
            writer.add(QuarantinedRow.of(
                    "payments",
                    new QuarantineOrigin.FileRow("data/b.parquet", sha256, 0),
                    OptionalLong.of(77),
                    payments(1, -2.0, 30).build(),
                    0,
                    List.of(new Violation(0, "amount", Violation.Reason.MIN, "the load says so"))));
            writer.commit();
        }
        List<QuarantinedRow> loaded = quarantine.list(QuarantineFilter.ALL, 0, 10);

        DatasetManifest manifest = fixture.build(
                "churn",
                "observations.parquet",
                "out.parquet",
                BuildSettings.of(2).with(quarantine));

        assertThat(manifest.inputs().getLast().violatingRows()).isOne();
        assertThat(quarantine.list(QuarantineFilter.ALL, 0, 10)).hasSize(1).isEqualTo(loaded);
    }

    @Test
    void aVersionOfATypeThatItsSourceGaveUpKeepsTheEventsOfThatType() throws IOException {
        Fixture fixture =
                new Fixture(root).define(levels("int64", 1)).parquet("data/a.parquet", level(ScalarType.INT64, 3));
        RegistrySnapshot before = fixture.registry();
        fixture.define(levels("float64", 2)).parquet("data/b.parquet", level(ScalarType.FLOAT64, 4.5));
        RegistrySnapshot after = RegistryDelta.between(
                        before,
                        new DefinitionReader(SourceSchemaReader.NO_FILES)
                                .check(root, before)
                                .definitions())
                .next(Instant.EPOCH, Optional.empty());
        ColumnBatch keys = Batches.with("customer_id", ScalarType.INT64, 1).build();
        long[] asOf = {40};
        long[] noBound = {Questions.NO_BOUND};

        List<List<FeatureValues>> values = new OfflineValues(fixture.repository(), after, BuildSettings.of(1))
                .answer(List.of(
                        ValueQuestions.ofAll(after.requireView("level@1"), keys, asOf, asOf, noBound),
                        ValueQuestions.ofAll(after.requireView("level@2"), keys, asOf, asOf, noBound)));

        assertThat(Batches.values(values.get(0).getFirst().toColumn())).containsExactly(3L);
        assertThat(Batches.values(values.get(1).getFirst().toColumn())).containsExactly(4.5);
        assertThatThrownBy(() -> new OfflineValues(fixture.repository(), before, BuildSettings.of(1))
                        .answer(List.of(
                                ValueQuestions.ofAll(before.requireView("level@1"), keys, asOf, asOf, noBound))))
                .isInstanceOfSatisfying(
                        AsofException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_INPUT_FILE));
    }

    private static String levels(String type, int version) {
        return """
                entity: customer
                keys: {customer_id: int64}
                ---
                source: readings
                path: data
                event_time: at
                columns: {customer_id: int64, at: timestamp, level: %s}
                ---
                feature_view: level
                version: %d
                entity: customer
                source: readings
                features: {highest: {aggregate: max(level), window: unbounded}}
                """.formatted(type, version);
    }

    private static Batches level(ScalarType type, Number level) {
        return Batches.with("customer_id", ScalarType.INT64, 1)
                .and("at", ScalarType.TIMESTAMP, 10)
                .and("level", type, level);
    }

    @Test
    void rowsThatViolateAreDroppedAndCounted() {
        Fixture fixture = spending("drop")
                .parquet("data/b.parquet", payments(1, -2.0, 30))
                .parquet("observations.parquet", asking(1, 40));

        DatasetManifest manifest = fixture.build("churn", "observations.parquet", "out.parquet");

        assertThat(fixture.column("out.parquet", "spend__total")).containsExactly(3.0);
        assertThat(manifest.inputs().getLast().onViolation()).isEqualTo("drop");
        assertThat(manifest.inputs().getLast().violatingRows()).isEqualTo(1);
    }

    @Test
    void aColumnThatCannotTakeItsTypeIsNamedWithItsFile() {
        Fixture fixture = spending("drop").parquet("observations.parquet", asking(1, 40));
        RegistrySnapshot registry = fixture.registry();
        fixture.parquet(
                "data/a.parquet",
                Batches.with("customer_id", ScalarType.INT64, 1)
                        .and("amount", ScalarType.BOOL, true)
                        .and("paid_at", ScalarType.TIMESTAMP, 1));
        ColumnBatch keys = Batches.with("customer_id", ScalarType.INT64, 1).build();
        long[] times = {40};

        assertThatThrownBy(() -> new OfflineValues(fixture.repository(), registry, BuildSettings.of(1))
                        .answer(List.of(
                                ValueQuestions.ofAll(registry.requireView("spend"), keys, times, times, times))))
                .isInstanceOfSatisfying(
                        AsofException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_INPUT_FILE))
                .hasMessageStartingWith("In " + root.resolve("data/a.parquet") + ": Cannot read column 'amount'");
    }

    @Test
    void aRowThatIsAnEventOfOneEntityOnlyViolatesNothing() {
        Fixture fixture = new Fixture(root)
                .define("""
                        entity: rider
                        keys: {rider: string}
                        ---
                        entity: driver
                        keys: {driver: string}
                        ---
                        source: rides
                        path: rides.parquet
                        event_time: at
                        on_violation: fail
                        ---
                        feature_view: riding
                        version: 1
                        entity: rider
                        source: rides
                        features: {rides: {aggregate: count(*), window: unbounded}}
                        ---
                        feature_view: driving
                        version: 1
                        entity: driver
                        source: rides
                        features: {rides: {aggregate: count(*), window: unbounded}}
                        ---
                        feature_service: both
                        version: 1
                        features: ['riding@1:*', 'driving@1:*']
                        ---
                        feature_service: riders
                        version: 1
                        features: ['riding@1:*']
                        """)
                .parquet(
                        "rides.parquet",
                        Batches.with("rider", ScalarType.STRING, "r", "r", null)
                                .and("driver", ScalarType.STRING, "d", null, "d")
                                .and("at", ScalarType.TIMESTAMP, 1, 2, 3))
                .parquet(
                        "observations.parquet",
                        Batches.with("rider", ScalarType.STRING, "r")
                                .and("driver", ScalarType.STRING, "d")
                                .and("event_timestamp", ScalarType.TIMESTAMP, 10));

        DatasetManifest manifest = fixture.build("both", "observations.parquet", "out.parquet");

        assertThat(fixture.column("out.parquet", "riding__rides")).containsExactly(2L);
        assertThat(fixture.column("out.parquet", "driving__rides")).containsExactly(2L);
        assertThat(manifest.inputs().getFirst().violatingRows()).isZero();

        DatasetManifest ofOne = fixture.build("riders", "observations.parquet", "out.parquet");
        assertThat(fixture.column("out.parquet", "riding__rides")).containsExactly(2L);
        assertThat(ofOne.inputs().getFirst().violatingRows()).isZero();
    }

    @Test
    void theSameContentTwiceIsReadOnce() throws IOException {
        Fixture fixture = spending("fail").parquet("observations.parquet", asking(1, 25));
        Files.copy(root.resolve("data/a.parquet"), root.resolve("data/copy.parquet"));

        DatasetManifest manifest = fixture.build("churn", "observations.parquet", "out.parquet");

        assertThat(fixture.column("out.parquet", "spend__total")).containsExactly(3.0);
        assertThat(manifest.inputs()).hasSize(1);
    }

    @Test
    void aFileOfTheArchiveAmongTheFilesIsRefused() {
        Fixture fixture = new Fixture(root)
                .define(KEYED_SPENDING.formatted("fail"))
                .parquet("data/a.parquet", keyed(1, 1.0, 10, 1, 2.0, 20))
                .parquet("observations.parquet", asking(1, 50));
        RegistrySnapshot registry = fixture.registry();
        Path copy = root.resolve("data/copy.parquet");
        new EventArchiveWriter().write(copy, keyed(1, 1.0, 10).build(), new long[] {100});
        ColumnBatch keys = Batches.with("customer_id", ScalarType.INT64, 1).build();
        long[] times = {40};

        assertThatThrownBy(() -> new OfflineValues(fixture.repository(), registry, BuildSettings.of(1))
                        .answer(List.of(
                                ValueQuestions.ofAll(registry.requireView("spend"), keys, times, times, times))))
                .isInstanceOfSatisfying(
                        AsofException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_INPUT_FILE))
                .hasMessage("Cannot read source 'payments': " + copy + " is a file of the archive, by its column"
                        + " '_accepted_at'. Take it out of the source's path: the archive is read without it.");
    }

    @Test
    void aTimeThatDoesNotFitIsAViolationOfItsRow() {
        Fixture fixture = spending("drop").parquet("observations.parquet", asking(1, 40));
        MessageType type = MessageTypeParser.parseMessageType("""
                message rows {
                  optional int64 customer_id; optional double amount; optional int64 paid_at (TIMESTAMP(MILLIS,true)); }
                """);
        long[] millis = {0, Long.MAX_VALUE};
        ForeignFile.write(
                root.resolve("data/far.parquet"),
                type,
                ForeignFile.Style.PLAIN,
                2,
                (row, number) ->
                        row.append("customer_id", 1L).append("amount", 4.0).append("paid_at", millis[number]));

        DatasetManifest manifest = fixture.build("churn", "observations.parquet", "out.parquet");

        assertThat(fixture.column("out.parquet", "spend__total")).containsExactly(7.0);
        assertThat(manifest.inputs().getLast().violations())
                .containsExactly(new DatasetManifest.Violations("paid_at", "type", 1));
    }

    @Test
    void aSourceWithoutAUniqueKeyIsFedOneWay() {
        Fixture fixture = spending("fail").parquet("observations.parquet", asking(1, 50));
        archive(fixture, payments(1, 10.0, 30).build(), 100);

        assertThatThrownBy(() -> fixture.build("churn", "observations.parquet", "out.parquet"))
                .isInstanceOfSatisfying(
                        AsofException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.FEEDING_CONFLICT))
                .hasMessageContaining("either the files or the archive");

        fixture.build(
                "churn",
                "observations.parquet",
                "files.parquet",
                BuildSettings.of(1).with(InputChoice.FILES));
        fixture.build(
                "churn",
                "observations.parquet",
                "archive.parquet",
                BuildSettings.of(1).with(InputChoice.ARCHIVE));
        assertThat(fixture.column("files.parquet", "spend__total")).containsExactly(3.0);
        assertThat(fixture.column("archive.parquet", "spend__total")).containsExactly(10.0);
    }

    @Test
    void aSourceWithoutRowsIsNamed() {
        Fixture fixture = spending("fail").parquet("observations.parquet", asking(1, 50));

        assertThatThrownBy(() -> fixture.build(
                        "churn",
                        "observations.parquet",
                        "out.parquet",
                        BuildSettings.of(1).with(InputChoice.ARCHIVE)))
                .hasMessage(
                        "Cannot read source 'payments': no event was archived. Ingest some, or read the files, with --inputs all.");
    }

    @Test
    void aReplayKnowsOnlyWhatTheServerHadAccepted() {
        Fixture fixture = new Fixture(root)
                .define(KEYED_SPENDING.formatted("fail"))
                .parquet("data/a.parquet", keyed(1, 1.0, 10, 1, 2.0, 20))
                .parquet(
                        "observations.parquet",
                        Batches.with("customer_id", ScalarType.INT64, 1, 1, 1, 1, 1)
                                .and("event_timestamp", ScalarType.TIMESTAMP, 50, 50, 50, 50, 50)
                                .and("accepted_by", ScalarType.TIMESTAMP, 99, 100, 150, 200, null));
        String sha256 = ContentHash.ofFile(root.resolve("data/a.parquet"));
        writeLedger(fixture, sha256, "a", 150);
        ColumnBatch ingested = Batches.with("payment_id", ScalarType.INT64, 77)
                .and("customer_id", ScalarType.INT64, 1)
                .and("amount", ScalarType.FLOAT64, 40.0)
                .and("paid_at", ScalarType.TIMESTAMP, 30)
                .build();
        archive(fixture, ingested, 200);

        String id =
                fixture.build("churn", "observations.parquet", "out.parquet").datasetId();

        assertThat(fixture.column("out.parquet", "spend__total")).containsExactly(null, 1.0, 3.0, 43.0, 43.0);

        writeLedger(fixture, sha256, "elsewhere/a", 150);
        assertThat(fixture.build("churn", "observations.parquet", "out.parquet").datasetId())
                .isEqualTo(id);
        writeLedger(fixture, sha256, "a", 151);
        assertThat(fixture.build("churn", "observations.parquet", "out.parquet").datasetId())
                .isNotEqualTo(id);

        fixture.parquet("data/a.parquet", keyed(1, 1.0, 10));
        assertThatThrownBy(() -> fixture.build("churn", "observations.parquet", "out.parquet"))
                .isInstanceOfSatisfying(
                        AsofException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.FILES_CHANGED))
                .hasMessage(
                        "Cannot replay source 'payments': the online store loaded a, which has changed since or is no"
                                + " longer among its files. Put back what was loaded, or run 'asof load --rebuild payments'.");
    }

    private static void writeLedger(Fixture fixture, String sha256, String path, long acceptedAtMicros) {
        LoadLedger.EMPTY
                .plus(new LoadedFile("spend@1", sha256, path, OptionalLong.of(15), 100))
                .plus(new LoadedFile("spend@1", sha256, path, OptionalLong.empty(), acceptedAtMicros))
                .plus(new LoadedFile("other@1", sha256, path, OptionalLong.empty(), 1))
                .write(fixture.repository().archiveFolder("payments"));
    }

    @Test
    void theBytesDoNotDependOnThreadsMemoryOrFileNames() throws IOException {
        Random random = new Random(3);
        List<Object> keys = new ArrayList<>();
        List<Object> amounts = new ArrayList<>();
        List<Object> times = new ArrayList<>();
        for (int row = 0; row < 4_000; row++) {
            keys.add((long) random.nextInt(50));
            amounts.add(random.nextDouble() * 1e6);
            times.add((long) random.nextInt(1_000));
        }
        ColumnBatch all = Batches.with("customer_id", ScalarType.INT64, keys.toArray())
                .and("amount", ScalarType.FLOAT64, amounts.toArray())
                .and("paid_at", ScalarType.TIMESTAMP, times.toArray())
                .build();
        Fixture fixture = new Fixture(root).define(SPENDING.formatted("fail"));
        Fixture.write(root.resolve("data/a.parquet"), part(all, 0, 1_500), part(all, 1_500, 2_000));
        Fixture.write(root.resolve("data/b.parquet"), part(all, 2_000, 4_000));
        fixture.parquet(
                "observations.parquet",
                Batches.with("customer_id", ScalarType.INT64, keys.toArray())
                        .and("event_timestamp", ScalarType.TIMESTAMP, times.toArray()));

        fixture.build("churn", "observations.parquet", "one.parquet", BuildSettings.of(1));
        requireSameBytes(fixture);
        Files.move(root.resolve("data/a.parquet"), root.resolve("data/c.parquet"));
        requireSameBytes(fixture);
        List<Object> totals = fixture.column("one.parquet", "spend__total");
        Files.delete(root.resolve("data/c.parquet"));
        Fixture.write(root.resolve("data/a.parquet"), part(all, 3_000, 4_000));
        Fixture.write(root.resolve("data/b.parquet"), part(all, 0, 3_000));
        DatasetManifest moved = fixture.build("churn", "observations.parquet", "moved.parquet", BuildSettings.of(2));

        assertThat(fixture.column("moved.parquet", "spend__total")).isEqualTo(totals);
        assertThat(moved.datasetId())
                .isNotEqualTo(DatasetManifest.read(root.resolve("one.parquet")).datasetId());
    }

    /** With any number of threads, and with memory for no event, for some, and for all. */
    private void requireSameBytes(Fixture fixture) {
        for (int threads : new int[] {1, 2, 4, 7}) {
            for (long memoryBytes : new long[] {1, 200_000, Long.MAX_VALUE}) {
                BuildSettings settings = BuildSettings.of(threads).withMemoryBytes(memoryBytes);
                fixture.build("churn", "observations.parquet", "many.parquet", settings);
                assertThat(root.resolve("many.parquet"))
                        .as("%d threads, %d bytes", threads, memoryBytes)
                        .hasSameBinaryContentAs(root.resolve("one.parquet"));
                assertThat(fixture.repository().spillFolder())
                        .satisfiesAnyOf(
                                folder -> assertThat(folder).doesNotExist(),
                                folder -> assertThat(folder).isEmptyDirectory());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"latest: text", "aggregate: 'last_n(number, 75)', window: 1d"})
    void longValuesAreAnsweredAsManyAtATimeAsMemoryHolds(String feature) {
        int rows = DatasetFile.PART_ROWS + 1;
        Object[] cells = new Object[2 * rows];
        for (int row = 0; row < rows; row++) {
            cells[2 * row] = 1;
            cells[2 * row + 1] = 20 + row;
        }
        Fixture fixture = new Fixture(root)
                .define("""
                        entity: customer
                        keys: {customer_id: int64}
                        ---
                        source: notes
                        path: data/*.parquet
                        event_time: at
                        ---
                        feature_view: said
                        version: 1
                        entity: customer
                        source: notes
                        features:
                          text: {%s}
                        ---
                        feature_service: churn
                        version: 1
                        features: ['said@1:*']
                        """.formatted(feature))
                .parquet(
                        "data/a.parquet",
                        Batches.with(
                                        "customer_id",
                                        ScalarType.INT64,
                                        Collections.nCopies(100, 1).toArray())
                                .and(
                                        "text",
                                        ScalarType.STRING,
                                        Collections.nCopies(100, "x".repeat(600))
                                                .toArray())
                                .and(
                                        "number",
                                        ScalarType.INT64,
                                        IntStream.range(0, 100).boxed().toArray())
                                .and(
                                        "at",
                                        ScalarType.TIMESTAMP,
                                        Collections.nCopies(100, 10).toArray()))
                .parquet("observations.parquet", asking(cells));
        AtomicBoolean wroteAway = new AtomicBoolean();
        Path away = fixture.repository().spillFolder();
        SweepObserver watching = progress -> wroteAway.compareAndSet(false, Files.exists(away));

        fixture.build(
                "churn",
                "observations.parquet",
                "at-once.parquet",
                BuildSettings.of(2).with(watching));
        assertThat(wroteAway).isFalse();
        BuildSettings little = BuildSettings.of(2).with(watching).withMemoryBytes(160L << 20);
        DatasetManifest manifest = fixture.build("churn", "observations.parquet", "by-parts.parquet", little);

        assertThat(wroteAway).isTrue();
        assertThat(root.resolve("by-parts.parquet")).hasSameBinaryContentAs(root.resolve("at-once.parquet"));
        assertThat(manifest.features().getFirst().profile().count()).isEqualTo(rows);
    }

    @Test
    void theManifestIsWrittenBesideAndReadBack() {
        Fixture fixture = spending("fail").parquet("observations.parquet", asking(1, 25));

        DatasetManifest written = fixture.build(
                "churn",
                "observations.parquet",
                "out.parquet",
                BuildSettings.of(2).withGitCommit("0123abc"));
        DatasetManifest read = DatasetManifest.read(root.resolve("out.parquet"));

        assertThat(read).isEqualTo(written);
        assertThat(read.service()).isEqualTo("churn@1");
        assertThat(read.gitCommit()).isEqualTo("0123abc");
        assertThat(read.datasetId()).hasSize(64);
        assertThat(read.output().sha256()).isEqualTo(ContentHash.ofFile(root.resolve("out.parquet")));
        assertThat(read.observations().path()).isEqualTo("observations.parquet");
        assertThat(read.views().getFirst().fingerprint()).hasSize(64);
        assertThat(read.views().getFirst().definition().path("features").has("total"))
                .isTrue();
        assertThat(read.inputs().getFirst().sha256()).isEqualTo(ContentHash.ofFile(root.resolve("data/a.parquet")));
    }

    @Test
    void aCancelledBuildLeavesNothing() {
        Fixture fixture = spending("fail").parquet("observations.parquet", asking(1, 25));
        for (SweepObserver.Phase last : SweepObserver.Phase.values()) {
            Cancelling observer = new Cancelling(last);
            assertThatThrownBy(() -> fixture.build(
                            "churn",
                            "observations.parquet",
                            "out.parquet",
                            BuildSettings.of(2).with(observer)))
                    .isInstanceOf(CancellationException.class);
            assertThat(fixture.files()).containsExactlyInAnyOrder("data", "definitions.yaml", "observations.parquet");
        }
    }

    @Test
    void anInterruptedBuildLeavesNothing() {
        Fixture fixture = spending("fail").parquet("observations.parquet", asking(1, 25));
        Thread builder = Thread.currentThread();
        SweepObserver interrupting = progress -> builder.interrupt();

        assertThatThrownBy(() -> fixture.build(
                        "churn",
                        "observations.parquet",
                        "out.parquet",
                        BuildSettings.of(2).with(interrupting)))
                .isInstanceOf(CancellationException.class);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(fixture.files()).containsExactlyInAnyOrder("data", "definitions.yaml", "observations.parquet");
    }

    @Test
    void valuesCanBeAskedForWithoutATrainingSet() {
        Fixture fixture = spending("fail");
        RegistrySnapshot registry = fixture.registry();
        FeatureView view = registry.requireView("spend");
        ColumnBatch keys =
                Batches.with("customer_id", ScalarType.INT64, 2, 1, 2).build();
        long[] asOf = {20, 25, 9};
        long[] unbounded = {Questions.NO_BOUND, Questions.NO_BOUND, Questions.NO_BOUND};

        List<FeatureValues> values = new OfflineValues(fixture.repository(), registry, BuildSettings.of(2))
                .answer(List.of(ValueQuestions.ofAll(view, keys, asOf, asOf, unbounded)))
                .getFirst();

        assertThat(Batches.values(values.getFirst().toColumn())).containsExactly(5.0, 3.0, null);
    }

    /** Payments of customer 1 at 10 and 20, of customer 2 at 15. */
    private Fixture spending(String onViolation) {
        return spending(onViolation, SPENDING);
    }

    private Fixture spending(String onViolation, String definitions) {
        return new Fixture(root)
                .define(definitions.formatted(onViolation))
                .parquet("data/a.parquet", payments(1, 1.0, 10, 2, 5.0, 15, 1, 2.0, 20));
    }

    /** Rows of (customer, amount, time). */
    private static Batches payments(Object... cells) {
        return Batches.with("customer_id", ScalarType.INT64, every(3, 0, cells))
                .and("amount", ScalarType.FLOAT64, every(3, 1, cells))
                .and("paid_at", ScalarType.TIMESTAMP, every(3, 2, cells));
    }

    /** The same with a payment's number, from 0. */
    private static Batches keyed(Object... cells) {
        Object[] numbers = new Object[cells.length / 3];
        java.util.Arrays.setAll(numbers, number -> (long) number);
        return payments(cells).and("payment_id", ScalarType.INT64, numbers);
    }

    /** Rows of (customer, time). */
    private static Batches asking(Object... cells) {
        return Batches.with("customer_id", ScalarType.INT64, every(2, 0, cells))
                .and("event_timestamp", ScalarType.TIMESTAMP, every(2, 1, cells));
    }

    private static Object[] every(int step, int offset, Object... cells) {
        Object[] chosen = new Object[cells.length / step];
        for (int i = 0; i < chosen.length; i++) {
            chosen[i] = cells[i * step + offset];
        }
        return chosen;
    }

    private static ColumnBatch part(ColumnBatch all, int from, int to) {
        return all.gather(java.util.stream.IntStream.range(from, to).toArray());
    }

    private static void archive(Fixture fixture, ColumnBatch events, long acceptedAt) {
        Path file = fixture.repository().archiveFolder("payments").resolve("day=2026-01-01/0.parquet");
        long[] accepted = new long[events.rowCount()];
        java.util.Arrays.fill(accepted, acceptedAt);
        new EventArchiveWriter().write(file, events, accepted);
    }

    private List<String> columns(String file) {
        return dev.asof.offline.parquet.ParquetFile.open(root.resolve(file))
                .schema()
                .names();
    }

    /** Cancels as soon as a phase is seen. */
    private static final class Cancelling implements SweepObserver {
        private final Phase last;
        private volatile boolean cancelled;

        Cancelling(Phase last) {
            this.last = last;
        }

        @Override
        public void progressed(Progress progress) {
            cancelled |= progress.phase() == last;
        }

        @Override
        public boolean isCancelled() {
            return cancelled;
        }
    }
}
