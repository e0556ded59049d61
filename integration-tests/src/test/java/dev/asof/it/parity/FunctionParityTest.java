package dev.asof.it.parity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asof.it.answer.Columns;
import dev.asof.it.generate.FunctionCase;
import dev.asof.it.oracle.RowFunction;
import dev.asof.it.oracle.RowFunctions;
import dev.asof.it.oracle.Source;
import dev.asof.it.oracle.Type;
import dev.asof.registry.compute.expression.Expression;
import dev.asof.registry.compute.expression.ExpressionCompiler;
import dev.asof.registry.compute.expression.kernel.Evaluation;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Every form of every function by itself, on many rows, against the oracle. */
class FunctionParityTest {
    private static final int CALLS = 60;
    private static final int ROWS = 50;

    /** In all calls of one form together: fewer would say little. */
    private static final int LEAST_DISTINCT = 3;

    /** Results of which there are few, the last of numbers below 1. */
    private static final Set<Type> FEW_VALUES = Set.of(Type.BOOL, Type.decimal(1, 0));

    @Test
    void everyFormOfEveryFunctionGivesTheOraclesBits() {
        Map<String, Integer> poor = new TreeMap<>();
        long values = 0;
        for (RowFunction function : RowFunctions.all()) {
            List<Object> present = new ArrayList<>();
            for (int i = 0; i < CALLS; i++) {
                present.addAll(compare(FunctionCase.of(function, ParityBudget.seed() * CALLS + i, ROWS)));
            }
            values += (long) CALLS * ROWS;
            long distinct = present.stream().distinct().count();
            if (distinct < LEAST_DISTINCT && !FEW_VALUES.contains(function.result())) {
                poor.put(
                        function.name()
                                + function.parameters().stream()
                                        .map(RowFunction.Parameter::type)
                                        .toList(),
                        (int) distinct);
            }
        }
        System.out.println(RowFunctions.all().size() + " forms of functions, " + values
                + " values compared with the oracle, 0 mismatches");
        assertThat(poor).as("forms that are drawn with too few values").isEmpty();
    }

    /** The values that are not null. */
    private static List<Object> compare(FunctionCase drawn) {
        Expression expression = ExpressionCompiler.compile(drawn.call().sql(), schema(drawn))
                .orElse(problems -> {
                    throw new AssertionError(drawn.call().sql() + ": " + problems);
                });
        Evaluation evaluation = expression.evaluate(batch(drawn));
        List<Object> present = new ArrayList<>();
        for (int row = 0; row < ROWS; row++) {
            Object expected = drawn.call().on(drawn.rows().get(row));
            Object actual = Columns.object(evaluation.column(), row);
            if (expected != null) {
                present.add(expected);
            }
            if (!Objects.equals(actual, expected)) {
                throw new AssertionError(drawn.call().sql() + " on "
                        + drawn.rows().get(row) + " is " + actual + ", to the oracle " + expected);
            }
        }
        return present;
    }

    private static Schema schema(FunctionCase drawn) {
        return new Schema(drawn.columns().stream()
                .map(column -> new Field(column.name(), Columns.type(column.type())))
                .toList());
    }

    private static ColumnBatch batch(FunctionCase drawn) {
        List<Column> columns = new ArrayList<>();
        for (Source.Column column : drawn.columns()) {
            columns.add(Columns.of(
                    column.type(),
                    drawn.rows().stream().map(row -> row.get(column.name())).toList()));
        }
        return new ColumnBatch(schema(drawn), columns, drawn.rows().size());
    }
}
