package dev.asof.registry.compute.expression;

import dev.asof.registry.compute.expression.CanonicalText.Level;
import dev.asof.registry.compute.expression.kernel.Constants;
import dev.asof.registry.compute.expression.kernel.Evaluation;
import dev.asof.registry.compute.expression.kernel.Numbers;
import dev.asof.registry.compute.expression.kernel.Times;
import dev.asof.registry.compute.nested.Decimals;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.DecimalType;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.Value;
import java.util.List;

/** A value written in the text: bool, int64, float64 (finite), decimal, string, date or timestamp. */
record Literal(DataType type, Value value) implements Node {

    Literal {
        if (!value.type().equals(type)) {
            throw new IllegalArgumentException(value + " is not " + type.displayName());
        }
    }

    @Override
    public List<Expression> operands() {
        return List.of();
    }

    @Override
    public Evaluation compute(ColumnBatch batch) {
        return new Evaluation(Constants.repeat(value, batch.rowCount()));
    }

    /** A number's sign is written with the grammar's sign. */
    @Override
    public Level level() {
        return printed().startsWith("-") ? Level.SIGNED : Level.PRIMARY;
    }

    @Override
    public void print(CanonicalText text) {
        text.append(printed());
    }

    private String printed() {
        if (type instanceof DecimalType) {
            return "DECIMAL " + quoted(Decimals.value(value.repeat(1), 0).toPlainString());
        }
        return switch (value) {
            case Value.LongValue number -> printed(number.value());
            case Value.DoubleValue number -> Numbers.formatFloat64(number.value());
            case Value.BytesValue bytes -> quoted(bytes.text());
        };
    }

    private String printed(long number) {
        if (type == ScalarType.BOOL) {
            return number == 0 ? "FALSE" : "TRUE";
        }
        if (type == ScalarType.DATE) {
            return "DATE '" + Times.formatDate(number) + "'";
        }
        return type == ScalarType.TIMESTAMP
                ? "TIMESTAMP '" + Times.formatTimestamp(number) + "'"
                : Long.toString(number);
    }

    static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
