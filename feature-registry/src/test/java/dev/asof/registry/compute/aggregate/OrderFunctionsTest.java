package dev.asof.registry.compute.aggregate;

import static dev.asof.registry.compute.schema.ScalarType.BOOL;
import static dev.asof.registry.compute.schema.ScalarType.FLOAT64;
import static dev.asof.registry.compute.schema.ScalarType.INT64;
import static dev.asof.registry.compute.schema.ScalarType.STRING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.asof.registry.compute.schema.Value;
import org.junit.jupiter.api.Test;

class OrderFunctionsTest {

    @Test
    void firstAndLastSkipNulls() {
        assertThat(Fold.of("first").over(STRING, null, "a", "b", null).answer()).isEqualTo("a");
        assertThat(Fold.of("last").over(STRING, null, "a", "b", null).answer()).isEqualTo("b");
        assertThat(Fold.of("last").over(STRING, null, null).answer()).isEqualTo("NULL_VALUE");
        assertThat(Fold.of("first").over(STRING).answer()).isEqualTo("NOT_FOUND");
    }

    @Test
    void tiesOfMinByAndMaxByGoToTheGreatestEvent() {
        assertThat(Fold.of("min_by")
                        .over(STRING, "a", "b", "c", "d")
                        .over(INT64, 1, 1, 2, 2)
                        .answer())
                .isEqualTo("b");
        assertThat(Fold.of("max_by")
                        .over(STRING, "a", "b", "c", "d")
                        .over(INT64, 2, 2, 1, 1)
                        .answer())
                .isEqualTo("b");
    }

    @Test
    void eventsOfNullOrderAreLeftOutAndNullValuesAreNot() {
        assertThat(Fold.of("min_by").over(INT64, 7, 8).over(INT64, null, 3).answer())
                .isEqualTo("8");
        assertThat(Fold.of("max_by").over(INT64, 7, null).over(INT64, 1, 3).answer())
                .isEqualTo("NULL_VALUE");
        assertThat(Fold.of("max_by").over(INT64, 7, 8).over(INT64, null, null).answer())
                .isEqualTo("NULL_VALUE");
    }

    @Test
    void extremesFollowTheOrderOfValues() {
        assertThat(Fold.of("max_by")
                        .over(STRING, "inf", "nan", "one")
                        .over(FLOAT64, Double.POSITIVE_INFINITY, Double.NaN, 1)
                        .answer())
                .isEqualTo("nan");
        assertThat(Fold.of("min_by")
                        .over(STRING, "minus", "plus")
                        .over(FLOAT64, -0.0, 0.0)
                        .answer())
                .isEqualTo("minus");
    }

    @Test
    void timesSinceCountFromTheTimeAskedAbout() {
        assertThat(Fold.of("time_since_first").at(5, 1_500_000).asOf(2_000_005).answer())
                .isEqualTo("2.0");
        assertThat(Fold.of("time_since_last").at(5, 1_500_000).asOf(2_000_005).answer())
                .isEqualTo("0.500005");
        assertThat(Fold.of("time_since_last").asOf(5).answer()).isEqualTo("NOT_FOUND");
    }

    @Test
    void timesSinceDoNotOverflow() {
        assertThat(Fold.of("time_since_last")
                        .at(Long.MIN_VALUE)
                        .asOf(Long.MAX_VALUE)
                        .answer())
                .isEqualTo("1.844674407370955E13");
    }

    @Test
    void quantifiersIgnoreNulls() {
        assertThat(Fold.of("bool_and").over(BOOL, true, null, true).answer()).isEqualTo("1");
        assertThat(Fold.of("bool_and").over(BOOL, true, false).answer()).isEqualTo("0");
        assertThat(Fold.of("bool_or").over(BOOL, false, null).answer()).isEqualTo("0");
        assertThat(Fold.of("bool_or").over(BOOL, false, true).answer()).isEqualTo("1");
        assertThat(Fold.of("bool_or").over(BOOL, null, null).answer()).isEqualTo("NULL_VALUE");
        assertThat(Fold.of("bool_and").over(INT64, 1).answer()).isEqualTo("bool_and takes a bool, not int64");
    }

    @Test
    void tiesOfModeGoToTheSmallestValue() {
        assertThat(Fold.of("mode").over(STRING, "b", "a", "c", "a", "b").answer())
                .isEqualTo("a");
        assertThat(Fold.of("mode").over(FLOAT64, -0.0, 0.0, 1, null, null, null).answer())
                .isEqualTo("0.0");
        assertThat(Fold.of("mode").over(FLOAT64, Double.NaN, 1, Double.NaN).answer())
                .isEqualTo("NaN");
        assertThat(Fold.of("mode").over(INT64, null, null).answer()).isEqualTo("NULL_VALUE");
    }

    @Test
    void modeIsOutOfRangeBeyondItsCap() {
        assertThat(Fold.of("mode")
                        .over(INT64, 1, 2, 2)
                        .with(Value.ofLong(INT64, 1))
                        .answer())
                .isEqualTo("OUT_OF_RANGE");
        assertThat(Fold.of("mode")
                        .over(INT64, 1, 2, 2)
                        .with(Value.ofLong(INT64, 2))
                        .answer())
                .isEqualTo("2");
    }
}
