package dev.asof.registry.compute.expression.kernel;

import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ScalarType;
import java.util.ArrayList;
import java.util.List;

/** SQL's logic of three values over bool columns. */
public final class LogicKernels {
    private LogicKernels() {}

    /** Null stays null. */
    public static Evaluation not(Evaluation operand) {
        long[] a = Lanes.longs(operand);
        long[] result = Scratch.longs(a.length);
        for (int row = 0; row < a.length; row++) {
            result[row] = a[row] ^ 1;
        }
        return Marks.of(operand).longs(ScalarType.BOOL, result);
    }

    /** Never null. */
    public static Evaluation isNull(Evaluation operand) {
        Column column = operand.column();
        long[] result = Scratch.longs(column.size());
        if (column.mayHaveNulls()) {
            for (int row = 0; row < result.length; row++) {
                result[row] = column.isNull(row) ? 1 : 0;
            }
        }
        return withErrorsOf(operand, result);
    }

    /** Never null: false where the operand is null. */
    public static Evaluation isTruth(Evaluation operand, Truth expected) {
        long[] a = Lanes.longs(operand);
        long[] result = Scratch.longs(a.length);
        for (int row = 0; row < a.length; row++) {
            result[row] = !operand.column().isNull(row) && a[row] == expected.value() ? 1 : 0;
        }
        return withErrorsOf(operand, result);
    }

    /** False where the operand is null, for whoever acts on TRUE only. */
    static boolean isTrue(Column column, int row) {
        return !column.isNull(row) && Lanes.longs(column)[row] != 0;
    }

    private static Evaluation withErrorsOf(Evaluation operand, long[] result) {
        Marks marks = Marks.none(result.length);
        marks.joinErrors(operand);
        return marks.longs(ScalarType.BOOL, result);
    }

    /**
     * {@code value IN (items)}: TRUE where an item is equal, otherwise null where the value or an item is null. All items
     * are evaluated.
     */
    public static Evaluation isIn(Evaluation value, List<Evaluation> items) {
        List<Evaluation> tests = new ArrayList<>();
        for (Evaluation item : items) {
            tests.add(ComparisonKernels.evaluate(ComparisonOperator.EQUAL, value, item));
        }
        return eager(Truth.TRUE, tests);
    }

    /** {@code low <= value AND value <= high}, where all three are evaluated. */
    public static Evaluation isBetween(Evaluation value, Evaluation low, Evaluation high) {
        return eager(
                Truth.FALSE,
                List.of(
                        ComparisonKernels.evaluate(ComparisonOperator.LESS_OR_EQUAL, low, value),
                        ComparisonKernels.evaluate(ComparisonOperator.LESS_OR_EQUAL, value, high)));
    }

    private static Evaluation eager(Truth decisive, List<Evaluation> tests) {
        Connection connection = new Connection(decisive, tests.getFirst());
        tests.stream().skip(1).forEach(connection::append);
        Marks marks = Marks.of(connection.result());
        tests.forEach(marks::joinErrors);
        return marks.on(connection.result().column());
    }
}
