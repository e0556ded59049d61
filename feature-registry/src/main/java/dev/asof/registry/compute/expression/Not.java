package dev.asof.registry.compute.expression;

import dev.asof.registry.compute.expression.CanonicalText.Level;
import dev.asof.registry.compute.expression.kernel.Evaluation;
import dev.asof.registry.compute.expression.kernel.LogicKernels;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.ScalarType;
import java.util.List;

/** {@code NOT operand}; every negated predicate is one. */
record Not(Expression operand) implements Node {

    Not {
        Node.require(operand, ScalarType.BOOL);
    }

    @Override
    public DataType type() {
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
    public Level level() {
        return operand instanceof Predicate predicate ? predicate.level() : Level.NOT;
    }

    @Override
    public void print(CanonicalText text) {
        if (operand instanceof Predicate predicate) {
            predicate.print(Predicate.Polarity.NEGATED, text);
        } else {
            text.append("NOT ").append(operand, Level.NOT);
        }
    }
}
