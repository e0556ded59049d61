package dev.asof.registry.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.definition.TestRepository;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What changes a fingerprint: all that can change a value, and nothing else. */
class FingerprintTest {
    private static final String RICH = """
            entity: place
            keys: {airport: string, code: int64}
            description: A place.
            ---
            source: weather
            path: data/weather.parquet
            event_time: observed_at
            arrival_time: loaded_at
            unique_key: [station, observed_at]
            tie_break: [station, temperature]
            keys: {origin: airport}
            columns:
              origin: string
              code: int64
              observed_at: timestamp
              loaded_at: {type: timestamp, nullable: false}
              station: {type: int32, min: 1, max: 900}
              temperature: {type: float32, min: -80.5}
              sky: {type: string, one_of: [clear, cloudy], description: By eye.}
            on_violation: drop
            ---
            feature_view: weather
            version: 3
            entity: place
            source: weather
            where: temperature > -60 AND sky IS NOT NULL
            delay: 5m
            features:
              warm: {latest: temperature * 1.8 + 32, max_age: 2h, default: 0}
              gusts: {aggregate: sum(gust), window: 7d, where: gust > 1}
              count: {aggregate: count(*), window: unbounded, closed: left, delay: 1h}
              sky: {latest: "coalesce(sky, 'unknown')", owner: met}
            """;

    @TempDir
    Path folder;

    /** A change here is a change of every meaning that was ever registered: raise the semantics version with it. */
    @Test
    void fingerprintsAreStable() {
        assertThat(fingerprint(RICH).hex())
                .isEqualTo("e9be50686ebf82c8a7ecefb97c1cf0f504f25df1220abd14f13c97818e744022");
        assertThat(new TestRepository(folder)
                        .with("a.yaml", TestRepository.PAYMENTS)
                        .definitions()
                        .views()
                        .get(new VersionedName("card_spend", 1))
                        .fingerprint()
                        .hex())
                .isEqualTo("9e889cc5764ae5683e070548b542620c36d527be3d0b66f04628743e219d5d3e");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "entity: place | entity: spot",
                "code: int64 | code: int32",
                "airport: string, code: int64 | airport: string",
                "source: weather | source: meteo",
                "event_time: observed_at | event_time: loaded_at",
                "arrival_time: loaded_at | arrival_time: observed_at",
                "arrival_time: loaded_at\\n |",
                "unique_key: [station, observed_at] | unique_key: [station]",
                "unique_key: [station, observed_at]\\n |",
                "tie_break: [station, temperature] | tie_break: [temperature, station]",
                "tie_break: | retracted: gone\\ntie_break:",
                "tie_break: | correctable_for: 1d\\ntie_break:",
                "tie_break: | zone: Europe/Berlin\\ntie_break:",
                "keys: {origin: airport} | keys: {sky: airport}",
                "loaded_at: {type: timestamp, nullable: false} | loaded_at: timestamp",
                "station: {type: int32, min: 1, max: 900} | station: {type: int64, min: 1, max: 900}",
                "station: {type: int32, min: 1, max: 900} | station: {type: int32, min: 2, max: 900}",
                "station: {type: int32, min: 1, max: 900} | station: {type: int32, min: 1, max: 901}",
                "min: -80.5 | min: -80.25",
                "one_of: [clear, cloudy] | one_of: [clear, cloudy, dark]",
                "columns: | columns:\\n  unread: int64",
                "temperature > -60 AND | temperature >= -60 AND",
                "where: temperature > -60 AND sky IS NOT NULL\\n |",
                "delay: 5m | delay: 6m",
                "delay: 5m | delay: 5m\\nclosed: left",
                "temperature * 1.8 + 32 | temperature * (1.8 + 32)",
                "temperature * 1.8 + 32 | 32 + temperature * 1.8",
                "max_age: 2h | max_age: 3h",
                ", max_age: 2h |",
                "default: 0 | default: -0.0",
                "default: 0 | default: 1",
                "sum(gust) | avg(gust)",
                "sum(gust) | sum(-gust)",
                "window: 7d | window: 8d",
                "window: 7d | window: unbounded",
                ", where: gust > 1 | , where: gust > 2",
                ", where: gust > 1 |",
                "closed: left | closed: right",
                "delay: 1h | delay: 61m",
                "  warm: | hot:",
                "count: {aggregate: count(*), window: unbounded, closed: left, delay: 1h}\\n  sky: | sky:",
                "'unknown' | 'UNKNOWN'",
            })
    void everyPartOfAMeaningChangesIt(String before, String after) {
        assertThat(fingerprint(edited(before, after == null ? "" : after))).isNotEqualTo(fingerprint(RICH));
    }

    @Test
    void theTypeOfAnInferredColumnChangesIt() {
        assertThat(view(RICH, ScalarType.FLOAT32).fingerprint())
                .isNotEqualTo(view(RICH, ScalarType.FLOAT64).fingerprint());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "description: A place. | description: Another.",
                "description: A place. | tags: [a, b]",
                "description: By eye. | description: By radar.",
                ", description: By eye. |",
                "path: data/weather.parquet | path: elsewhere/*.parquet",
                "on_violation: drop | on_violation: fail",
                "on_violation: drop\\n |",
                "owner: met | owner: else",
                "entity: place\\nsource | entity: place\\nowner: me\\ndescription: Weather.\\ntags: [a]\\nsource",
                "airport: string, code: int64 | code: int64, airport: string",
                "unique_key: [station, observed_at] | unique_key: [observed_at, station]",
                "one_of: [clear, cloudy] | one_of: [cloudy, clear, clear]",
                "origin: string\\n | origin: {type: string, nullable: true}\\n",
                "columns: | columns:\\n  gust: float64",
                "delay: 5m | delay: 300s",
                "delay: 5m | delay: 5m\\nclosed: right",
                "window: 7d | window: 1w",
                "window: 7d | window: 168h, delay: 5m, closed: right",
                "default: 0 | default: 0.0",
                "temperature > -60 AND sky IS NOT NULL | '(temperature>-60)   and (sky is not null)'",
                "temperature * 1.8 + 32 | (((temperature) * 1.8)) + 32",
                "coalesce( | COALESCE(",
                "count(*) | COUNT( * )",
                "version: 3 | version: 4",
                "feature_view: weather | feature_view: meteo",
                "---\\nsource | # comment\\n---\\n\\n\\nsource",
            })
    void whatCannotChangeAValueDoesNotChangeIt(String before, String after) {
        assertThat(fingerprint(edited(before, after == null ? "" : after))).isEqualTo(fingerprint(RICH));
    }

    @Test
    void theOrderOfFeaturesDoesNotChangeIt() {
        String[] lines = RICH.split("\n");
        StringBuilder reversed = new StringBuilder();
        for (int i = 0; i < lines.length - 4; i++) {
            reversed.append(lines[i]).append('\n');
        }
        for (int i = lines.length - 1; i >= lines.length - 4; i--) {
            reversed.append(lines[i]).append('\n');
        }
        assertThat(fingerprint(reversed.toString())).isEqualTo(fingerprint(RICH));
        assertThat(view(reversed.toString(), ScalarType.FLOAT64)
                        .features()
                        .getFirst()
                        .name())
                .isEqualTo("sky");
    }

    @Test
    void anUnreadInferredColumnDoesNotChangeIt() {
        TestRepository repository =
                repository(RICH, ScalarType.FLOAT64).withColumn("data/weather.parquet", "new", ScalarType.BOOL);
        assertThat(repository.definitions().views().values().iterator().next().fingerprint())
                .isEqualTo(fingerprint(RICH));
    }

    private static String edited(String before, String after) {
        String from = before.replace("\\n", "\n");
        assertThat(RICH).contains(from);
        return RICH.replace(from, after.replace("\\n", "\n"));
    }

    private Fingerprint fingerprint(String yaml) {
        return view(yaml, ScalarType.FLOAT64).fingerprint();
    }

    private FeatureView view(String yaml, ScalarType gust) {
        return repository(yaml, gust).definitions().views().values().iterator().next();
    }

    private TestRepository repository(String yaml, ScalarType gust) {
        TestRepository repository = new TestRepository(folder).with("a.yaml", yaml);
        for (String path : new String[] {"data/weather.parquet", "elsewhere/*.parquet"}) {
            repository
                    .withColumn(path, "origin", ScalarType.STRING)
                    .withColumn(path, "code", ScalarType.INT64)
                    .withColumn(path, "observed_at", ScalarType.TIMESTAMP)
                    .withColumn(path, "loaded_at", ScalarType.TIMESTAMP)
                    .withColumn(path, "station", ScalarType.INT32)
                    .withColumn(path, "temperature", ScalarType.FLOAT32)
                    .withColumn(path, "sky", ScalarType.STRING)
                    .withColumn(path, "unread", ScalarType.INT64)
                    .withColumn(path, "gone", ScalarType.BOOL)
                    .withColumn(path, "gust", gust);
        }
        return repository;
    }
}
