package dev.asof.registry.compute.expression;

import dev.asof.registry.compute.expression.kernel.Conversions;
import dev.asof.registry.compute.expression.kernel.Evaluation;
import dev.asof.registry.compute.expression.kernel.RowFunction;
import dev.asof.registry.compute.expression.kernel.RowKernel;
import dev.asof.registry.compute.expression.parse.Syntax.OnFailure;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.DataType;
import java.util.List;

/** {@code CAST(operand AS type)} or {@code TRY_CAST(operand AS type)}. */
record Cast(DataType type, Expression operand, OnFailure onFailure) implements Node {

    Cast {
        conversion(operand.type(), type);
    }

    private static RowFunction conversion(DataType from, DataType to) {
        return Conversions.between(from, to)
                .orElseThrow(() ->
                        new IllegalArgumentException("Cannot cast " + from.displayName() + " to " + to.displayName()));
    }

    @Override
    public List<Expression> operands() {
        return List.of(operand);
    }

    @Override
    public Evaluation compute(ColumnBatch batch) {
        Evaluation value = Node.compute(operand, batch);
        if (operand.type().equals(type)) {
            return value;
        }
        RowFunction conversion = conversion(operand.type(), type);
        return switch (onFailure) {
            case COUNT -> RowKernel.evaluate(type, conversion, List.of(value), value.size());
            case IGNORE -> RowKernel.evaluateUncounted(type, conversion, value);
        };
    }

    @Override
    public void print(CanonicalText text) {
        String word = switch (onFailure) {
            case COUNT -> "CAST(";
            case IGNORE -> "TRY_CAST(";
        };
        text.append(word).appendBare(operand).append(" AS " + type.displayName() + ")");
    }
}
