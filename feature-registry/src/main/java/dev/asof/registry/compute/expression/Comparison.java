package dev.asof.registry.compute.expression;

import dev.asof.registry.compute.expression.CanonicalText.Level;
import dev.asof.registry.compute.expression.kernel.ComparisonKernels;
import dev.asof.registry.compute.expression.kernel.ComparisonOperator;
import dev.asof.registry.compute.expression.kernel.Evaluation;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.ScalarType;
import java.util.List;

/** {@code left operator right} of one type; bool has equality only. */
record Comparison(ComparisonOperator operator, Expression left, Expression right) implements Node {

    Comparison {
        Node.require(right, left.type());
        if (operator.isOrder() && left.type() == ScalarType.BOOL) {
            throw new IllegalArgumentException("bool has no order");
        }
    }

    @Override
    public DataType type() {
        return ScalarType.BOOL;
    }

    @Override
    public List<Expression> operands() {
        return List.of(left, right);
    }

    @Override
    public Evaluation compute(ColumnBatch batch) {
        return ComparisonKernels.evaluate(operator, Node.compute(left, batch), Node.compute(right, batch));
    }

    @Override
    public Level level() {
        return Level.COMPARISON;
    }

    @Override
    public void print(CanonicalText text) {
        text.append(left, Level.CONCATENATION)
                .append(" " + operator.symbol() + " ")
                .append(right, Level.CONCATENATION);
    }
}
