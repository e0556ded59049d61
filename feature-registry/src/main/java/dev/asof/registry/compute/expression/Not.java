package dev.asof.registry.compute.expression;

import dev.asof.registry.compute.expression.kernel.Evaluation;
import dev.asof.registry.compute.expression.kernel.LogicKernels;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.ScalarType;
import java.util.List;

/** {@code NOT operand}; every negated predicate is one. */
record Not(Expression operand) implements Node {

    Not {
        Node.require(operand, ScalarType.BOOL);
    }

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
        return LogicKernels.not(Node.compute(operand, batch));
    }

    @Override
    public void print(StringBuilder text) {
        text.append("(NOT ");
        Node.print(operand, text);
        text.append(')');
    }
}
