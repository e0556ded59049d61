package dev.asof.registry.compute.expression;

import dev.asof.registry.compute.expression.kernel.Evaluation;
import dev.asof.registry.compute.schema.BytesTooLong;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.ColumnBuilder;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Evaluates a batch whose strings grow too large as two halves. One row alone never is too large: what a row makes is
 * bounded by itself, also within it, and makes that row fail.
 */
final class BatchHalves {
    private BatchHalves() {}

    static Evaluation evaluate(Expression expression, ColumnBatch batch) {
        if (batch.rowCount() < 2) {
            throw new IllegalStateException("One row makes more than a batch may hold: " + expression.canonical());
        }
        int middle = batch.rowCount() / 2;
        return joined(
                expression.type(),
                List.of(
                        expression.evaluate(rows(batch, 0, middle)),
                        expression.evaluate(rows(batch, middle, batch.rowCount()))));
    }

    private static ColumnBatch rows(ColumnBatch batch, int from, int to) {
        return batch.gather(IntStream.range(from, to).toArray());
    }

    private static Evaluation joined(DataType type, List<Evaluation> parts) {
        try {
            ColumnBuilder builder = new ColumnBuilder(type);
            boolean[] errors =
                    new boolean[parts.stream().mapToInt(Evaluation::size).sum()];
            for (Evaluation part : parts) {
                append(part, errors, builder);
            }
            return new Evaluation(builder.build(), errors);
        } catch (BytesTooLong overflow) {
            throw new AsofException(
                    ErrorCode.LIMIT_EXCEEDED,
                    "Cannot evaluate an expression: the strings of one batch exceed 2 GiB. Use smaller batches.",
                    overflow);
        }
    }

    private static void append(Evaluation part, boolean[] errors, ColumnBuilder builder) {
        Column column = part.column();
        for (int row = 0; row < column.size(); row++) {
            errors[builder.size()] = part.failedAt(row);
            builder.appendFrom(column, row);
        }
    }
}
