package dev.asof.it.parity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asof.it.generate.Cell;
import dev.asof.it.oracle.Feature;
import dev.asof.it.oracle.RowFunction;
import dev.asof.it.oracle.RowFunctions;
import dev.asof.registry.compute.expression.function.FunctionCatalog;
import dev.asof.registry.compute.expression.function.ScalarFunction;
import dev.asof.registry.compute.expression.function.Signature;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A function that the oracle doesn't know, or that no scenario draws, is not proved. */
class VocabularyTest {
    private static final List<Feature.Function> FUNCTIONS = List.of(Feature.Function.values());

    @Test
    void theOracleKnowsEveryAggregateFunction() {
        assertThat(VocabularyCheck.functionsWithout(FUNCTIONS)).isEmpty();
    }

    @Test
    void theCoverageMatrixHasEveryAggregateOfEveryInputInEveryWindow() {
        assertThat(VocabularyCheck.aggregatesWithout(Cell.all())).isEmpty();
        assertThat(VocabularyCheck.cellsOfNothing(Cell.all())).isEmpty();
    }

    @Test
    void theOracleKnowsEveryFunctionOfExpressions() {
        assertThat(RowFunctions.all().stream().map(RowFunction::name).distinct())
                .containsExactlyInAnyOrderElementsOf(
                        FunctionCatalog.all().stream().map(ScalarFunction::name).toList());
    }

    @Test
    void theOracleKnowsEveryFormOfEveryFunctionOfExpressions() {
        assertThat(VocabularyCheck.formsWithout(RowFunctions.all())).isEmpty();
    }

    @Test
    void anAggregateFunctionThatTheOracleLosesIsMissed() {
        for (Feature.Function lost : FUNCTIONS) {
            List<Feature.Function> others = new ArrayList<>(FUNCTIONS);
            others.remove(lost);
            assertThat(VocabularyCheck.functionsWithout(others)).hasSize(1);
        }
    }

    @Test
    void aCellThatTheCoverageMatrixLosesIsMissed() {
        List<Cell> cells = Cell.all();
        for (Feature.Function function : FUNCTIONS) {
            for (Cell.Form form : Cell.Form.values()) {
                List<Cell> lost = cells.stream()
                        .filter(cell -> cell.function() == function && cell.form() == form)
                        .limit(1)
                        .toList();
                List<Cell> others = new ArrayList<>(cells);
                others.removeAll(lost);
                assertThat(VocabularyCheck.aggregatesWithout(others)).hasSameSizeAs(lost);
            }
        }
    }

    @Test
    void aFormOfAFunctionThatTheOracleLosesIsMissed() {
        for (ScalarFunction function : FunctionCatalog.all()) {
            for (Signature form : VocabularyCheck.forms(function)) {
                List<RowFunction> others = RowFunctions.all().stream()
                        .filter(known -> !VocabularyCheck.isOf(known, function, form))
                        .toList();
                assertThat(others).hasSizeLessThan(RowFunctions.all().size());
                assertThat(VocabularyCheck.formsWithout(others))
                        .contains(function.name() + "(" + form.describeParameters() + ")");
            }
        }
    }
}
