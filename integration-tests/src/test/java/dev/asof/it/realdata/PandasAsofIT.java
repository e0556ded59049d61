package dev.asof.it.realdata;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asof.it.process.AsofCommand;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The cases of pandas' merge_asof, with its own expected results. */
@Tag("real-data")
class PandasAsofIT {
    @TempDir
    private static Path folder;

    private static RealData data;

    @BeforeAll
    static void buildTheTrainingSets() {
        data = RealData.get();
        build("", folder.resolve("first"));
        build("2", folder.resolve("second"));
    }

    private static void build(String suffix, Path repository) {
        RealData.copyDefinitions("asof", repository);
        try (DuckDb duckDb = new DuckDb()) {
            duckDb.run("CREATE TABLE quotes AS SELECT row_number() OVER () AS place, * FROM " + csv("quotes" + suffix));
            duckDb.run("COPY (SELECT " + time("time") + " AS time, ticker, bid, ask FROM quotes"
                    + " QUALIFY row_number() OVER (PARTITION BY time, ticker ORDER BY place DESC) = 1) TO '"
                    + repository.resolve("data/quotes.parquet") + "'");
            duckDb.run("COPY (SELECT " + time("time") + " AS event_timestamp, * FROM " + csv("trades" + suffix)
                    + ") TO '" + repository.resolve("trades.parquet") + "'");
        }
        AsofCommand.run(repository, "apply").requireDone();
        AsofCommand.run(
                        repository,
                        "dataset",
                        "build",
                        "--service",
                        "trading@1",
                        "--observations",
                        "trades.parquet",
                        "--out",
                        "training.parquet")
                .requireDone();
    }

    private static String csv(String name) {
        return "read_csv('" + data.file("asof/" + name + ".csv")
                + "', all_varchar = false, types = {'time': 'VARCHAR'}, parallel = false)";
    }

    private static String time(String column) {
        return "strptime(" + column + ", '%Y%m%d %H:%M:%S.%g')";
    }

    @Test
    void theLatestQuoteUpToTheTrade() {
        assertMatches("first", "quote", "asof");
    }

    @Test
    void theLatestQuoteOfTheLastDay() {
        assertMatches("first", "quote_of_a_day", "tolerance");
    }

    @Test
    void theLatestQuoteBeforeTheTrade() {
        assertMatches("first", "quote_before", "allow_exact_matches");
    }

    @Test
    void theLatestQuoteWithinAHundredMillisecondsBeforeTheTrade() {
        assertMatches("first", "quote_just_before", "allow_exact_matches_and_tolerance");
    }

    @Test
    void theLatestQuoteUpToTheTradeOfTheSecondSet() {
        assertMatches("second", "quote", "asof2");
    }

    private static void assertMatches(String repository, String view, String expected) {
        try (DuckDb duckDb = new DuckDb()) {
            duckDb.run("CREATE TABLE expected AS SELECT row_number() OVER () - 1 AS row, * FROM " + csv(expected));
            duckDb.run("CREATE VIEW training AS SELECT file_row_number AS row, * FROM read_parquet('"
                    + folder.resolve(repository).resolve("training.parquet") + "', file_row_number = true)");
            long rows = duckDb.number("SELECT count(*) FROM expected");
            assertThat(rows).isPositive();
            assertThat(duckDb.number("SELECT count(*) FROM training")).isEqualTo(rows);
            assertThat(duckDb.number("SELECT count(*) FROM expected e JOIN training t USING (row) WHERE e.time = t.time"
                            + " AND e.ticker = t.ticker AND e.price = t.price AND e.quantity = t.quantity"
                            + " AND e.bid IS NOT DISTINCT FROM t." + view + "__bid"
                            + " AND e.ask IS NOT DISTINCT FROM t." + view + "__ask"))
                    .isEqualTo(rows);
            assertThat(duckDb.number("SELECT count(bid) FROM expected")).isPositive();
        }
    }
}
