package dev.asof.it.realdata;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asof.it.process.AsofCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every flight with the weather before it, as DuckDB's ASOF JOIN has it. */
@Tag("real-data")
class FlightsIT {
    private static final List<String> MEASUREMENTS = List.of(
            "temp",
            "dewp",
            "humid",
            "wind_dir",
            "wind_speed",
            "wind_gust",
            "precip",
            "pressure",
            "visib",
            "observed_at");
    private static final long HOUR_MICROS = 3_600_000_000L;

    @TempDir
    private static Path repository;

    private static DuckDb duckDb;

    @BeforeAll
    static void buildTheTrainingSet() throws IOException {
        RealData data = RealData.get();
        RealData.copyDefinitions("flights", repository);
        Files.copy(data.file("flights/weather.parquet"), repository.resolve("data/weather.parquet"));
        duckDb = new DuckDb();
        duckDb.run("COPY (SELECT * FROM read_parquet('" + data.file("flights/flights.parquet")
                + "') WHERE sched_dep_utc IS NOT NULL) TO '" + repository.resolve("flights.parquet") + "'");
        AsofCommand.run(repository, "apply").requireDone();
        AsofCommand.run(
                        repository,
                        "dataset",
                        "build",
                        "--service",
                        "departures@1",
                        "--observations",
                        "flights.parquet",
                        "--time-column",
                        "sched_dep_utc",
                        "--key",
                        "airport_code=origin",
                        "--out",
                        "training.parquet")
                .requireDone();
        view("asked", "flights.parquet");
        view("training", "training.parquet");
        duckDb.run("CREATE VIEW weather AS SELECT * FROM read_parquet('" + repository.resolve("data/weather.parquet")
                + "')");
    }

    private static void view(String name, String file) {
        duckDb.run("CREATE VIEW " + name + " AS SELECT * FROM read_parquet('" + repository.resolve(file)
                + "', file_row_number = true)");
    }

    @AfterAll
    static void closeDuckDb() {
        if (duckDb != null) {
            duckDb.close();
        }
    }

    @Test
    void everyFlightKeepsItsRowAndItsOtherColumns() {
        assertThat(duckDb.number("SELECT count(*) FROM asked")).isEqualTo(328_521);
        assertThat(duckDb.number("SELECT count(*) FROM training")).isEqualTo(328_521);
        for (String column :
                List.of("flight_id", "origin", "dest", "tailnum", "sched_dep_utc", "dep_utc", "distance")) {
            assertThat(duckDb.number("SELECT count(*) FROM asked a JOIN training t USING (file_row_number) WHERE a."
                            + column + " IS DISTINCT FROM t." + column))
                    .as(column)
                    .isZero();
        }
    }

    @Test
    void everyFlightHasTheLatestWeather() {
        assertThat(differences(">=", MEASUREMENTS, "weather", Long.MAX_VALUE)).isZero();
        assertThat(duckDb.number("SELECT count(weather__temp) FROM training")).isGreaterThan(320_000);
    }

    @Test
    void weatherAtTheVeryTimeIsLeftOutWhereTheWindowIsClosedLeft() {
        List<String> measurements = List.of("temp", "wind_speed", "observed_at");
        assertThat(differences(">", measurements, "weather_before", Long.MAX_VALUE))
                .isZero();
        assertThat(duckDb.number("SELECT count(*) FROM training WHERE weather__observed_at = sched_dep_utc"))
                .as("flights that leave when the weather is observed")
                .isPositive();
        assertThat(duckDb.number("SELECT count(*) FROM training WHERE weather_before__observed_at = sched_dep_utc"))
                .isZero();
    }

    @Test
    void weatherThatIsTooOldIsNone() {
        assertThat(differences(">=", "temp", "recent_weather__temp_1h", HOUR_MICROS))
                .isZero();
        assertThat(differences(">=", "temp", "recent_weather__temp_90m", 3 * HOUR_MICROS / 2))
                .isZero();
        assertThat(differences(">=", "visib", "recent_weather__visib_2h", 2 * HOUR_MICROS))
                .isZero();
        assertThat(differences(">", "temp", "weather_before__temp_1h", HOUR_MICROS))
                .isZero();
        assertThat(duckDb.number("SELECT count(*) FROM training WHERE recent_weather__temp_1h IS NULL AND"
                        + " weather__temp IS NOT NULL"))
                .as("flights whose weather is older than an hour")
                .isPositive();
    }

    private static long differences(String comparison, List<String> measurements, String view, long maxAgeMicros) {
        return measurements.stream()
                .collect(Collectors.summingLong(
                        measurement -> differences(comparison, measurement, view + "__" + measurement, maxAgeMicros)));
    }

    /** How many rows of a column of the training set are not what the ASOF JOIN gives. */
    private static long differences(String comparison, String measurement, String column, long maxAgeMicros) {
        return duckDb.number("WITH expected AS (SELECT a.file_row_number,"
                + " CASE WHEN epoch_us(a.sched_dep_utc) - epoch_us(w.observed_at) <= " + maxAgeMicros + " THEN w."
                + measurement + " END AS value"
                + " FROM asked a ASOF LEFT JOIN weather w ON a.origin = w.origin AND a.sched_dep_utc " + comparison
                + " w.observed_at)"
                + " SELECT count(*) FROM training t FULL JOIN expected e USING (file_row_number) WHERE t." + column
                + " IS DISTINCT FROM e.value");
    }
}
