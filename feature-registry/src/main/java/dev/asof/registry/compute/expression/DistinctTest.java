package dev.asof.registry.compute.expression;

import dev.asof.registry.compute.expression.kernel.ComparisonKernels;
import dev.asof.registry.compute.expression.kernel.Evaluation;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.ScalarType;
import java.util.List;

/** {@code left IS DISTINCT FROM right}, of one type; never null. */
record DistinctTest(Expression left, Expression right) implements Node {

    DistinctTest {
        Node.require(right, left.type());
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
        return ComparisonKernels.isDistinct(Node.compute(left, batch), Node.compute(right, batch));
    }

    @Override
    public void print(StringBuilder text) {
        text.append('(');
        Node.print(left, text);
        text.append(" IS DISTINCT FROM ");
        Node.print(right, text);
        text.append(')');
    }
}
