package dev.asof.it.parity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asof.it.generate.Cell;
import dev.asof.it.oracle.Feature;
import dev.asof.it.oracle.RowFunction;
import dev.asof.it.oracle.RowFunctions;
import dev.asof.registry.compute.aggregate.Aggregates;
import dev.asof.registry.compute.expression.function.FunctionCatalog;
import dev.asof.registry.compute.expression.function.ScalarFunction;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** A function that the oracle doesn't know, or that no scenario draws, is not proved. */
class VocabularyTest {

    @Test
    void theOracleKnowsEveryAggregateFunction() {
        List<String> known = Arrays.stream(Feature.Function.values())
                .map(function -> function.name().toLowerCase(Locale.ROOT))
                .toList();
        assertThat(known).containsExactlyInAnyOrderElementsOf(Aggregates.names());
    }

    @Test
    void everyAggregateFunctionIsInTheCoverageMatrix() {
        assertThat(Cell.all()).extracting(Cell::function).contains(Feature.Function.values());
    }

    @Test
    void theOracleKnowsEveryFunctionOfExpressions() {
        assertThat(RowFunctions.all().stream().map(RowFunction::name).distinct())
                .containsExactlyInAnyOrderElementsOf(
                        FunctionCatalog.all().stream().map(ScalarFunction::name).toList());
    }
}
