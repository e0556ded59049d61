package dev.asof.registry.compute.aggregate;

import static dev.asof.registry.compute.schema.ScalarType.FLOAT64;
import static dev.asof.registry.compute.schema.ScalarType.INT64;
import static dev.asof.registry.compute.schema.ScalarType.STRING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.asof.registry.compute.aggregate.group.GroupLimits;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.Value;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class GroupedFunctionTest {
    private static final GroupLimits ALL = new GroupLimits(OptionalInt.empty(), 3);

    @Test
    void eachGroupHasWhatTheFunctionSaysOfItsEvents() {
        assertThat(by(ALL, "sum", "b", "a", "b", null)
                        .over(FLOAT64, 1, 2, 3, 100)
                        .answer())
                .isEqualTo("{\"a\": 2.0, \"b\": 4.0}");
        assertThat(by(ALL, "count", "b", "a", "b", null).answer()).isEqualTo("{\"a\": 1, \"b\": 2}");
        assertThat(by(ALL, "last", "b", "a", "b").over(STRING, "x", "y", null).answer())
                .isEqualTo("{\"a\": \"y\", \"b\": \"x\"}");
    }

    @Test
    void timesAreThoseOfTheGroup() {
        assertThat(by(ALL, "inter_arrival_max", "a", "b", "a", "b")
                        .at(0, 1_000_000, 5_000_000, 7_000_000)
                        .answer())
                .isEqualTo("{\"a\": 5.0, \"b\": 6.0}");
    }

    @Test
    void aGroupWithoutAValueIsNull() {
        assertThat(by(ALL, "sum", "a", "b").over(INT64, null, 2).answer()).isEqualTo("{\"a\": null, \"b\": 2}");
    }

    @Test
    void withoutAGroupThereIsNoMap() {
        assertThat(by(ALL, "count").answer()).isEqualTo("NOT_FOUND");
        assertThat(by(ALL, "count", (Object) null).answer()).isEqualTo("NULL_VALUE");
    }

    @Test
    void beyondTheGreatestNumberOfGroupsThereIsNoMap() {
        assertThat(by(ALL, "count", "a", "b", "c").answer()).isEqualTo("{\"a\": 1, \"b\": 1, \"c\": 1}");
        assertThat(by(ALL, "count", "a", "b", "c", "d").answer()).isEqualTo("OUT_OF_RANGE");
        assertThat(by(new GroupLimits(OptionalInt.of(1), 3), "count", "a", "b", "c", "d")
                        .answer())
                .isEqualTo("OUT_OF_RANGE");
    }

    @Test
    void aValueOfAGroupThatDoesNotFitLeavesNoMap() {
        assertThat(by(new GroupLimits(OptionalInt.of(1), 3), "sum", "a", "a", "b")
                        .over(INT64, Long.MIN_VALUE, -1, 2)
                        .answer())
                .isEqualTo("OUT_OF_RANGE");
    }

    @Test
    void onTopAreTheGreatestValuesAndOfEqualOnesTheSmallerKeys() {
        GroupLimits two = new GroupLimits(OptionalInt.of(2), 9);
        assertThat(by(two, "count", "d", "c", "b", "a", "c").answer()).isEqualTo("{\"a\": 1, \"c\": 2}");
        assertThat(by(two, "max", "a", "b", "c")
                        .over(FLOAT64, null, -5, Double.NaN)
                        .answer())
                .isEqualTo("{\"b\": -5.0, \"c\": \"NaN\"}");
    }

    @Test
    void whatKeepsManyValuesHasNoFormByGroups() {
        String refusal = " has no form by groups, as its state is more than a few numbers or values for each of them";
        assertThat(by(ALL, "count_distinct").over(INT64).answer()).isEqualTo("count_distinct" + refusal);
        assertThat(by(ALL, "last_n").over(INT64).with(Value.ofLong(INT64, 2)).answer())
                .isEqualTo("last_n" + refusal);
        DataType deepest =
                DataType.named("list<".repeat(8) + "int64" + ">".repeat(8)).orElseThrow();
        assertThat(by(ALL, "last").over(deepest).answer())
                .isEqualTo("there are no maps of " + deepest + ": lists and maps are nested at most 8 deep");
    }

    private static Fold by(GroupLimits limits, String function, Object... keys) {
        return Fold.of(function).by(limits, keys);
    }
}
