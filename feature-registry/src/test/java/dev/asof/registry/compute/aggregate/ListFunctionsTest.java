package dev.asof.registry.compute.aggregate;

import static dev.asof.registry.compute.schema.ScalarType.DATE;
import static dev.asof.registry.compute.schema.ScalarType.FLOAT64;
import static dev.asof.registry.compute.schema.ScalarType.INT64;
import static dev.asof.registry.compute.schema.ScalarType.STRING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.asof.registry.compute.expression.ExpressionCompiler;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.DecimalType;
import dev.asof.registry.compute.schema.Schema;
import dev.asof.registry.compute.schema.Value;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class ListFunctionsTest {

    @Test
    void firstValuesComeInTheOrderOfEventsAndLastOnesAgainstIt() {
        assertThat(Fold.of("first_n")
                        .over(STRING, null, "a", "b", null, "c")
                        .with(number(2))
                        .answer())
                .isEqualTo("[\"a\", \"b\"]");
        assertThat(Fold.of("last_n")
                        .over(STRING, null, "a", "b", null, "c")
                        .with(number(2))
                        .answer())
                .isEqualTo("[\"c\", \"b\"]");
    }

    @Test
    void aListIsAsShortAsItsValuesAreFewAndNeverEmpty() {
        assertThat(Fold.of("last_n").over(INT64, 1, 2).with(number(5)).answer()).isEqualTo("[2, 1]");
        assertThat(Fold.of("first_n").over(INT64, (Object) null).with(number(5)).answer())
                .isEqualTo("NULL_VALUE");
        assertThat(Fold.of("top_n").over(INT64, (Object) null).with(number(5)).answer())
                .isEqualTo("NULL_VALUE");
        assertThat(Fold.of("last_distinct_n").over(INT64).with(number(5)).answer())
                .isEqualTo("NOT_FOUND");
    }

    @Test
    void aDistinctValueStandsWhereItCameLast() {
        assertThat(Fold.of("last_distinct_n")
                        .over(STRING, "a", "b", "a", "c", "a", "b")
                        .with(number(2))
                        .answer())
                .isEqualTo("[\"b\", \"a\"]");
        assertThat(Fold.of("last_distinct_n")
                        .over(FLOAT64, -0.0, 1, 0.0, Double.NaN, Double.NaN)
                        .with(number(9))
                        .answer())
                .isEqualTo("[\"NaN\", 0.0, 1.0]");
    }

    @Test
    void equallyFrequentValuesComeInTheirOrder() {
        assertThat(Fold.of("top_n")
                        .over(STRING, "z", "b", "a", "b", "a", "c")
                        .with(number(3))
                        .answer())
                .isEqualTo("[\"a\", \"b\", \"c\"]");
    }

    @Test
    void beyondTheCapThereIsNoTop() {
        Fold distinct = Fold.of("top_n").over(INT64, 1, 2, 3).with(number(1));
        assertThat(distinct.with(number(2)).answer()).isEqualTo("OUT_OF_RANGE");
    }

    @Test
    void sumsDecideWhatIsOnTopAndPairsWithNullsDoNot() {
        assertThat(Fold.of("top_n_by_sum")
                        .over(STRING, "a", "b", "a", null, "c", "d")
                        .over(INT64, 2, 5, 3, 100, null, -1)
                        .with(number(3))
                        .answer())
                .isEqualTo("[\"a\", \"b\", \"d\"]");
    }

    @Test
    void aSumThatDoesNotFitLeavesNoTop() {
        assertThat(Fold.of("top_n_by_sum")
                        .over(STRING, "a", "a", "b")
                        .over(INT64, Long.MAX_VALUE, 1, 7)
                        .with(number(1))
                        .answer())
                .isEqualTo("OUT_OF_RANGE");
    }

    @Test
    void anEdgeLiesInTheIntervalThatItBegins() {
        assertThat(histogram("[0, 10]", INT64, -1, 0, 9, 10, 11, null)).isEqualTo("[1, 2, 2]");
        assertThat(histogram("[DATE '1970-01-02']", DATE, 0, 1, 2)).isEqualTo("[1, 2]");
    }

    @Test
    void bothZerosAreOneAndNaNIsAboveAllEdges() {
        assertThat(histogram("[0.0, 1.0]", FLOAT64, -0.0, 0.0, Double.NaN, Double.NEGATIVE_INFINITY, -4.9e-324))
                .isEqualTo("[2, 2, 1]");
        assertThat(histogram("[-0.0]", FLOAT64, -0.0, 0.0)).isEqualTo("[0, 2]");
    }

    @Test
    void integersAndFloatsAreComparedAsFloats() {
        assertThat(histogram("[0.5, 9007199254740992.0]", INT64, 0, 1, 9007199254740991L, 9007199254740993L))
                .isEqualTo("[1, 2, 1]");
        assertThat(histogram("[1, 2]", FLOAT64, 0.99, 1, 2.5)).isEqualTo("[1, 1, 1]");
    }

    @Test
    void decimalsAndIntegersAreComparedByValue() {
        Object[] values = {decimal("-0.01"), decimal("0.00"), decimal("0.01"), decimal("0.10"), decimal("1.00")};
        for (DataType type : List.of(new DecimalType(18, 2), new DecimalType(38, 2))) {
            assertThat(histogram("[0, 1]", type, values)).isEqualTo("[1, 3, 1]");
            assertThat(histogram("[DECIMAL '0.005', DECIMAL '0.1']", type, values))
                    .isEqualTo("[2, 1, 2]");
            assertThat(histogram("[DECIMAL '-0.009', DECIMAL '-0.0089', DECIMAL '0.011']", type, values))
                    .isEqualTo("[1, 0, 2, 2]");
            assertThat(histogram("[-1, DECIMAL '99999999999999999999999999999999999999']", type, values))
                    .isEqualTo("[0, 5, 0]");
        }
        assertThat(histogram("[DECIMAL '0.5', DECIMAL '9223372036854775806.5']", INT64, 0, 1, Long.MAX_VALUE))
                .isEqualTo("[1, 1, 1]");
        assertThat(histogram(
                        "[DECIMAL '-9223372036854775808.5', DECIMAL '9223372036854775807.5']",
                        INT64,
                        0,
                        Long.MAX_VALUE))
                .isEqualTo("[0, 2, 0]");
    }

    @Test
    void decimalsAndFloatsAreNotCompared() {
        String refusal =
                "the edges of a histogram of decimal(9,2) are a list of up to 1000 integers or decimals in ascending"
                        + " order, written out, such as [0, DECIMAL '9.99']";
        for (String edges : List.of("[0.5]", "[1, 0]", "[DECIMAL '1.0', DECIMAL '1.00']", "[DATE '2024-01-01']")) {
            assertThat(histogram(edges, new DecimalType(9, 2))).as(edges).isEqualTo(refusal);
        }
        assertThat(histogram("[DECIMAL '0.5']", FLOAT64)).startsWith("the edges of a histogram of float64 are");
    }

    private static BigDecimal decimal(String text) {
        return new BigDecimal(text);
    }

    @Test
    void aHistogramOfNoEventIsAllZeros() {
        assertThat(histogram("[0]", INT64)).isEqualTo("[0, 0]");
        assertThat(histogram("[0]", INT64, (Object) null)).isEqualTo("[0, 0]");
    }

    @Test
    void edgesAscend() {
        String refusal =
                "the edges of a histogram of float64 are a list of up to 1000 finite numbers in ascending order, written"
                        + " out, such as [0, 10, 100]";
        for (String edges : List.of("[1, 0]", "[1, 1]", "[0.0, -0.0]", "[1, NULL]", "['a']", "1", "[[1]]")) {
            assertThat(histogram(edges, FLOAT64)).as(edges).isEqualTo(refusal);
        }
        assertThat(histogram("[9007199254740992, 9007199254740993]", FLOAT64)).isEqualTo(refusal);
        assertThat(histogram("[9007199254740992, 9007199254740993]", INT64)).isEqualTo("[0, 0, 0]");
        assertThat(histogram("[1]", STRING)).isEqualTo("histogram takes a number, a date or a timestamp, not string");
    }

    @Test
    void severalQuantilesComeAsTheyAreAskedFor() {
        assertThat(Fold.of("approx_quantile")
                        .over(FLOAT64, 1, 0, Double.POSITIVE_INFINITY)
                        .with(constant("[1, 0.0, 1]"))
                        .answer())
                .isEqualTo("[\"Infinity\", 0.0, \"Infinity\"]");
        assertThat(Fold.of("approx_quantile")
                        .over(FLOAT64, 1)
                        .with(constant("[0.5, 1.1]"))
                        .answer())
                .isEqualTo(
                        "the quantile of approx_quantile is a number from 0 to 1, written out, or a list of up to 100 such"
                                + " numbers");
    }

    @Test
    void theNumberOfValuesIsWrittenOut() {
        assertThat(Fold.of("last_n").over(INT64, 1).answer())
                .isEqualTo("last_n takes one argument and the number of values, not 1");
        assertThat(Fold.of("last_n").over(INT64, 1).with(number(1_001)).answer())
                .isEqualTo("the number of values of last_n is a whole number from 1 to 1000, written out");
        assertThat(Fold.of("top_n").over(INT64, 1).answer())
                .isEqualTo("top_n takes one argument, the number of values and perhaps the cap, not 1");
        assertThat(Fold.of("top_n_by_sum")
                        .over(INT64, 1)
                        .over(STRING, "a")
                        .with(number(1))
                        .answer())
                .isEqualTo("sum takes a number, not string");
    }

    @Test
    void listsAreNestedAsDeepAsTypesCanBe() {
        DataType deepest =
                DataType.named("list<".repeat(8) + "int64" + ">".repeat(8)).orElseThrow();
        assertThat(Fold.of("last_n").over(deepest).with(number(1)).answer())
                .isEqualTo("there are no lists of " + deepest + ": lists and maps are nested at most 8 deep");
    }

    private static String histogram(String edges, DataType type, Object... values) {
        return Fold.of("histogram").over(type, values).with(constant(edges)).answer();
    }

    private static Value number(long value) {
        return Value.ofLong(INT64, value);
    }

    private static Value constant(String text) {
        return ExpressionCompiler.compile(text, new Schema(List.of()))
                .orElseThrow()
                .constant()
                .orElseThrow();
    }
}
