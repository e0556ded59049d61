package dev.asof.registry.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asof.registry.catalog.DefinitionKind;
import dev.asof.registry.catalog.EventSource;
import dev.asof.registry.catalog.Feature;
import dev.asof.registry.catalog.FeatureCompiler;
import dev.asof.registry.catalog.FeatureView;
import dev.asof.registry.catalog.RegistryDelta;
import dev.asof.registry.catalog.RegistrySnapshot;
import dev.asof.registry.catalog.SourceColumn;
import dev.asof.registry.catalog.VersionedName;
import dev.asof.registry.compute.event.OnViolation;
import dev.asof.registry.compute.program.FeatureProgram;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.Value;
import dev.asof.registry.compute.window.Closed;
import dev.asof.registry.compute.window.TimeRule;
import dev.asof.registry.compute.window.Window;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the definitions of a repository become. */
class ResolutionTest {
    private static final String FLIGHTS = """
            entity: airport
            keys: {airport_code: string}
            ---
            source: flights
            path: flights.parquet
            event_time: departed
            keys: {origin: airport_code}
            ---
            feature_view: departures
            version: 1
            entity: airport
            source: flights
            delay: 1h
            closed: left
            features:
              flights: {aggregate: count(*), window: 7d}
              late: {aggregate: avg(delay_minutes), window: 1d, delay: 2h, closed: right}
              carrier: {latest: carrier, max_age: 12h, default: none}
            """;

    @TempDir
    Path folder;

    @Test
    void aColumnOfAnotherNameHoldsTheKey() {
        FeatureView view = view(flights());
        assertThat(view.entityKeys().names()).containsExactly("airport_code");
        assertThat(view.keyColumns()).containsExactly("origin");
        FeatureProgram program = FeatureCompiler.compile(view);
        assertThat(program.keyColumns()).containsExactly("origin");
    }

    @Test
    void typesComeFromTheFiles() {
        EventSource source = flights().definitions().sources().get("flights");
        assertThat(source.columns()).allMatch(column -> column.origin() == SourceColumn.Origin.INFERRED);
        assertThat(source.onViolation()).isEqualTo(OnViolation.FAIL);
        assertThat(view(flights()).contracts().getFirst().schema().names())
                .containsExactly("carrier", "delay_minutes", "departed", "origin");
    }

    @Test
    void unsupportedColumnsAreLeftOutUnlessTheyAreUsed() {
        TestRepository repository = flights().withUnsupportedColumn("flights.parquet", "route", "list<string>");
        assertThat(repository.problems()).isEmpty();
        repository.with("a.yaml", FLIGHTS.replace("latest: carrier", "latest: route"));
        assertThat(repository.problems())
                .containsExactly(
                        "18:21: column 'route' of source 'flights' is list<string> in its files, a type that is not"
                                + " supported yet");
    }

    @Test
    void aFeaturesOwnTimeRuleReplacesTheViews() {
        FeatureView view = view(flights());
        assertThat(view.features())
                .extracting(Feature::timeRule)
                .containsExactly(
                        new TimeRule(3_600_000_000L, Closed.LEFT),
                        new TimeRule(7_200_000_000L, Closed.RIGHT),
                        new TimeRule(3_600_000_000L, Closed.LEFT));
    }

    @Test
    void defaultsHaveTheTypeOfTheFeature() {
        FeatureView view = view(new TestRepository(folder).with("a.yaml", TestRepository.PAYMENTS));
        assertThat(view.feature("spend_30d").orElseThrow().defaultValue())
                .hasValue(Value.ofDouble(ScalarType.FLOAT64, 0));
        assertThat(view.feature("payments_7d").orElseThrow())
                .isInstanceOfSatisfying(Feature.Aggregate.class, feature -> {
                    assertThat(feature.window()).isEqualTo(new Window.Sliding(7 * 86_400_000_000L));
                    assertThat(feature.call()).isEqualTo("count(*)");
                });
    }

    @Test
    void declaredColumnsNeedNoFile() {
        assertThat(new TestRepository(folder)
                        .with("a.yaml", TestRepository.PAYMENTS)
                        .problems())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "INT32,int32,true", "INT32,int64,true", "INT64,int32,true", "FLOAT32,float64,true", "INT32,float64,true",
        "DATE,timestamp,true", "INT64,float64,true", "FLOAT64,float32,false", "INT32,float32,false",
                "STRING,int64,true",
        "TIMESTAMP,date,false", "INT64,timestamp,false", "BOOL,int32,false", "INT32,string,false"
    })
    void aDeclaredTypeHoldsTheValuesOfTheFiles(ScalarType file, String declared, boolean allowed) {
        String yaml =
                FLIGHTS.replace("event_time: departed", "event_time: departed\ncolumns: {extra: " + declared + "}");
        TestRepository repository =
                flights().withColumn("flights.parquet", "extra", file).with("a.yaml", yaml);
        assertThat(repository.problems().isEmpty()).isEqualTo(allowed);
    }

    @Test
    void unreadableFilesAreReportedOnceAndNothingElseIsSaid() {
        new TestRepository(folder).with("a.yaml", FLIGHTS);
        DefinitionCheck check = new DefinitionReader((root, path) -> {
                    throw new AsofException(
                            ErrorCode.INVALID_INPUT_FILE, "Cannot read 'flights.parquet': it is not Parquet.");
                })
                .check(folder, RegistrySnapshot.EMPTY);
        assertThat(check.problems())
                .singleElement()
                .satisfies(
                        problem -> assertThat(problem.render())
                                .isEqualTo(
                                        "a.yaml:5:7: Cannot read 'flights.parquet': it is not Parquet.\n    path: flights.parquet\n          ^"));
    }

    @Test
    void aDefinitionWithAMistakeIsNotReportedAsMissing() {
        TestRepository repository = new TestRepository(folder)
                .with("a.yaml", TestRepository.PAYMENTS.replace("card_id: int64}", "card_id: int46}"))
                .with(
                        "b.yaml",
                        "feature_view: spend\nversion: 1\nentity: card\nsource: payments\nfeatures: {a: {latest: amount}}\n");
        assertThat(repository.problems()).hasSize(1);
    }

    @Test
    void aDefinitionBehindASyntaxErrorIsNotReportedAsMissing() {
        TestRepository repository = new TestRepository(folder)
                .with(
                        "a.yaml",
                        "entity: shop\nkeys: {a: {\n---\nentity: card\nkeys: {card_id: int64}\n---\nsource: payments\n")
                .with(
                        "b.yaml",
                        "feature_view: spend\nversion: 1\nentity: card\nsource: payments\nfeatures: {a: {latest: amount}}\n");
        assertThat(repository.check().problems())
                .extracting(problem -> problem.file())
                .containsExactly("a.yaml");
    }

    @Test
    void aColumnWithAMistakeIsNotReportedAsMissing() {
        TestRepository repository = new TestRepository(folder)
                .with("a.yaml", TestRepository.PAYMENTS.replace("{type: float64, min: 0}", "flaot64"));
        assertThat(repository.problems()).containsExactly("10:11: there is no type 'flaot64'. Did you mean 'float64'?");
    }

    @Test
    void aVersionThatLeftTheFilesCanStillBeNamed() {
        TestRepository repository = new TestRepository(folder).with("a.yaml", TestRepository.PAYMENTS);
        RegistrySnapshot registry = RegistryDelta.between(RegistrySnapshot.EMPTY, repository.definitions())
                .next(Instant.EPOCH, Optional.empty());
        repository.with(
                "a.yaml",
                "feature_service: old\nversion: 1\nfeatures: [card_spend@1:spend_30d, card_spend:last_country]\n");
        assertThat(repository
                        .check(registry)
                        .definitions()
                        .services()
                        .get(new VersionedName("old", 1))
                        .features())
                .extracting(Object::toString)
                .containsExactly("card_spend@1:spend_30d", "card_spend@1:last_country");
        assertThat(repository.problems()).hasSize(2);
    }

    @Test
    void theNewestVersionIsMeantWithoutOne() {
        String second = TestRepository.PAYMENTS
                .substring(
                        TestRepository.PAYMENTS.indexOf("feature_view"),
                        TestRepository.PAYMENTS.indexOf("---\nfeature_service"))
                .replace("version: 1", "version: 10");
        TestRepository repository = new TestRepository(folder)
                .with("a.yaml", TestRepository.PAYMENTS.replace("card_spend@1:*", "card_spend:spend_30d"))
                .with("b.yaml", second);
        assertThat(repository
                        .definitions()
                        .services()
                        .get(new VersionedName("fraud", 1))
                        .features())
                .extracting(Object::toString)
                .containsExactly("card_spend@10:spend_30d");
    }

    @Test
    void everythingMayHaveADescription() {
        assertThat(List.of(DefinitionKind.values()))
                .allSatisfy(
                        kind -> assertThat(Shape.valueOf(kind.name()).keys()).contains("description", "owner", "tags"));
    }

    @Test
    void whatIsNoFolderIsRefused() {
        assertThatThrownBy(() -> new DefinitionReader(SourceSchemaReader.NO_FILES)
                        .check(folder.resolve("missing"), RegistrySnapshot.EMPTY))
                .isInstanceOfSatisfying(
                        AsofException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT));
    }

    @Test
    void allProblemsStandInOneException() {
        TestRepository repository =
                new TestRepository(folder).with("a.yaml", "entity: card\nkeys: {a: int46, b: in32}\n");
        assertThatThrownBy(() -> repository.check().definitions())
                .isInstanceOfSatisfying(
                        AsofException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_DEFINITION))
                .hasMessage("""
                        Cannot read the definitions: 2 problems.

                        a.yaml:2:11: there is no type 'int46'. Did you mean 'int64'?
                            keys: {a: int46, b: in32}
                                      ^

                        a.yaml:2:21: there is no type 'in32'. Did you mean 'int32'?
                            keys: {a: int46, b: in32}
                                                ^""");
    }

    private TestRepository flights() {
        return new TestRepository(folder)
                .with("a.yaml", FLIGHTS)
                .withColumn("flights.parquet", "origin", ScalarType.STRING)
                .withColumn("flights.parquet", "departed", ScalarType.TIMESTAMP)
                .withColumn("flights.parquet", "delay_minutes", ScalarType.INT32)
                .withColumn("flights.parquet", "carrier", ScalarType.STRING)
                .withColumn("flights.parquet", "distance", ScalarType.FLOAT64);
    }

    private static FeatureView view(TestRepository repository) {
        return repository.definitions().views().values().iterator().next();
    }
}
