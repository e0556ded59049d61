package dev.asof.registry.compute.expression;

import dev.asof.registry.compute.expression.CanonicalText.Level;
import dev.asof.registry.compute.expression.kernel.Evaluation;
import dev.asof.registry.compute.expression.kernel.LogicKernels;
import dev.asof.registry.compute.schema.ColumnBatch;
import java.util.List;

/** {@code operand IS NULL}; never null. */
record NullTest(Expression operand) implements Predicate {

    @Override
    public List<Expression> operands() {
        return List.of(operand);
    }

    @Override
    public Evaluation compute(ColumnBatch batch) {
        return LogicKernels.isNull(Node.compute(operand, batch));
    }

    @Override
    public Level level() {
        return Level.TEST;
    }

    @Override
    public void print(Polarity polarity, CanonicalText text) {
        text.append(operand, Level.COMPARISON).append(" IS " + polarity.word() + "NULL");
    }
}
