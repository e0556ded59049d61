package dev.asof.registry.compute.expression;

import dev.asof.registry.compute.expression.kernel.ComparisonKernels;
import dev.asof.registry.compute.expression.kernel.ComparisonOperator;
import dev.asof.registry.compute.expression.kernel.Evaluation;
import dev.asof.registry.compute.schema.ColumnBatch;
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
    public ScalarType type() {
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
    public void print(StringBuilder text) {
        text.append('(');
        Node.print(left, text);
        text.append(' ').append(operator.symbol()).append(' ');
        Node.print(right, text);
        text.append(')');
    }
}
