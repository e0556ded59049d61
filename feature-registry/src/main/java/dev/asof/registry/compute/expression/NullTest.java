package dev.asof.registry.compute.expression;

import dev.asof.registry.compute.expression.kernel.Evaluation;
import dev.asof.registry.compute.expression.kernel.LogicKernels;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.ScalarType;
import java.util.List;

/** {@code operand IS NULL}; never null. */
record NullTest(Expression operand) implements Node {

    @Override
    public ScalarType type() {
        return ScalarType.BOOL;
    }

    @Override
    public List<Expression> operands() {
        return List.of(operand);
    }

    @Override
    public Evaluation compute(ColumnBatch batch) {
        return LogicKernels.isNull(Node.compute(operand, batch));
    }

    @Override
    public void print(StringBuilder text) {
        text.append('(');
        Node.print(operand, text);
        text.append(" IS NULL)");
    }
}
