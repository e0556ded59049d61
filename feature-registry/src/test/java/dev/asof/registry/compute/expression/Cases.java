package dev.asof.registry.compute.expression;

import dev.asof.registry.compute.expression.kernel.Evaluation;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.Schema;
import dev.asof.registry.compute.schema.Value;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** What the tests of expressions share: a scope, one row, and the text of a result. */
final class Cases {
    static final Schema NO_COLUMNS = new Schema(List.of());

    /** One column of each type, named after it, and two more of the common ones. */
    static final Schema SCOPE = new Schema(List.of(
            new Field("flag", ScalarType.BOOL),
            new Field("small", ScalarType.INT32),
            new Field("big", ScalarType.INT64),
            new Field("other_big", ScalarType.INT64),
            new Field("single", ScalarType.FLOAT32),
            new Field("amount", ScalarType.FLOAT64),
            new Field("other_amount", ScalarType.FLOAT64),
            new Field("country", ScalarType.STRING),
            new Field("other_text", ScalarType.STRING),
            new Field("day", ScalarType.DATE),
            new Field("seen", ScalarType.TIMESTAMP),
            new Field("odd name", ScalarType.INT64)));

    private Cases() {}

    static Expression compiled(String text) {
        return ExpressionCompiler.compile(text, SCOPE).orElse(problems -> {
            throw new AssertionError(text + ": " + problems);
        });
    }

    /** The value of an expression that reads no column, as {@link #shown} shows it. */
    static String valueOf(String text) {
        return shown(evaluated(text), 0);
    }

    static Evaluation evaluated(String text) {
        return ExpressionCompiler.compile(text, NO_COLUMNS)
                .orElse(problems -> {
                    throw new AssertionError(text + ": " + problems);
                })
                .evaluate(new ColumnBatch(NO_COLUMNS, List.of(), 1));
    }

    /** A literal, {@code NULL}, either with {@code !} after it where the row failed. */
    static String shown(Evaluation evaluation, int row) {
        return shown(evaluation.column(), row) + (evaluation.failedAt(row) ? "!" : "");
    }

    private static String shown(Column column, int row) {
        if (column.isNull(row)) {
            return "NULL";
        }
        Value value = Value.of(column, row);
        return new Literal(value.type(), value).canonical();
    }

    static String problems(String text) {
        return ExpressionCompiler.compile(text, SCOPE).problems().stream()
                .map(problem -> problem.start() + ".." + problem.end() + " " + problem.message())
                .collect(Collectors.joining("\n"));
    }

    /** A row's value and marks, equal exactly when all bits are. */
    static String bits(Evaluation evaluation, int row) {
        Column column = evaluation.column();
        String value = column.isNull(row)
                ? "NULL"
                : switch (Value.of(column, row)) {
                    case Value.LongValue number -> Long.toString(number.value());
                    case Value.DoubleValue number -> Long.toHexString(Double.doubleToRawLongBits(number.value()));
                    case Value.BytesValue bytes -> Arrays.toString(bytes.value());
                };
        return value + (evaluation.failedAt(row) ? "!" : "");
    }

    /** What {@link RowInterpreter} makes of a row, in the form of {@link #bits}. */
    static String interpreted(Expression expression, ColumnBatch batch, int row) {
        RowInterpreter interpreter = new RowInterpreter(batch, row);
        String value = boxedBits(expression.type(), interpreter.evaluate(expression));
        return value + (interpreter.failed() ? "!" : "");
    }

    private static String boxedBits(DataType type, Object value) {
        return switch (value) {
            case null -> "NULL";
            case Boolean truth -> truth ? "1" : "0";
            case Long number -> Long.toString(number);
            case Double number ->
                bits(new Evaluation(Value.ofDouble(type, number).repeat(1)), 0);
            case String text -> bits(new Evaluation(Value.ofText(text).repeat(1)), 0);
            default -> throw new AssertionError(value);
        };
    }
}
