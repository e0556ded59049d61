package dev.asof.it.parity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asof.it.answer.Columns;
import dev.asof.it.generate.Cell;
import dev.asof.it.oracle.Feature;
import dev.asof.it.oracle.RowFunction;
import dev.asof.it.oracle.RowFunctions;
import dev.asof.it.oracle.Type;
import dev.asof.registry.compute.aggregate.Aggregates;
import dev.asof.registry.compute.aggregate.function.AggregateDeclaration.Argument;
import dev.asof.registry.compute.aggregate.function.AggregateDeclaration.Resolution;
import dev.asof.registry.compute.expression.Expression;
import dev.asof.registry.compute.expression.ExpressionCompiler;
import dev.asof.registry.compute.expression.function.FunctionCatalog;
import dev.asof.registry.compute.expression.function.ScalarFunction;
import dev.asof.registry.compute.schema.Schema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A function that the oracle doesn't know, or that no scenario draws, is not proved. */
class VocabularyTest {
    /** What functions take beside their inputs. */
    private static final List<List<String>> CONSTANTS = List.of(
            List.of(),
            List.of("2"),
            List.of("0.5"),
            List.of("'20us'"),
            List.of("[0, 1]"),
            List.of("[DATE '1970-01-01', DATE '1970-01-02']"),
            List.of("[TIMESTAMP '1970-01-01 00:00:00']"));

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
    void theCoverageMatrixHasEveryInputThatAFunctionTakes() {
        for (Feature.Function function : Feature.Function.values()) {
            for (Optional<Type> type : Cell.inputs()) {
                assertThat(Cell.absence(function, type).isEmpty())
                        .as(function + " of " + type)
                        .isEqualTo(takes(function.name().toLowerCase(Locale.ROOT), type));
            }
        }
    }

    /** Whether a call with a first input of the type, or with none, has a meaning, whatever else it needs. */
    private static boolean takes(String function, Optional<Type> type) {
        return inputs(type).stream()
                .anyMatch(inputs -> CONSTANTS.stream().anyMatch(constants -> {
                    List<Argument> arguments = new ArrayList<>(inputs.stream()
                            .map(Columns::type)
                            .map(Argument::ofType)
                            .toList());
                    constants.forEach(constant -> arguments.add(constant(constant)));
                    return Aggregates.resolve(function, arguments) instanceof Resolution.Resolved resolved
                            && resolved.inputCount() == inputs.size();
                }));
    }

    private static List<List<Type>> inputs(Optional<Type> type) {
        return type.map(first -> List.of(List.of(first), List.of(first, Type.INT64)))
                .orElse(List.of(List.of()));
    }

    private static Argument constant(String text) {
        Expression constant =
                ExpressionCompiler.compile(text, new Schema(List.of())).orElseThrow();
        return new Argument(constant.type(), constant.constant());
    }

    @Test
    void theOracleKnowsEveryFunctionOfExpressions() {
        assertThat(RowFunctions.all().stream().map(RowFunction::name).distinct())
                .containsExactlyInAnyOrderElementsOf(
                        FunctionCatalog.all().stream().map(ScalarFunction::name).toList());
    }
}
