package dev.asof.registry.compute.expression;

import dev.asof.registry.compute.expression.CanonicalText.Level;
import dev.asof.registry.compute.expression.kernel.Evaluation;
import dev.asof.registry.compute.expression.kernel.LogicKernels;
import dev.asof.registry.compute.expression.kernel.Truth;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.ScalarType;
import java.util.List;

/** {@code operand IS TRUE} or {@code operand IS FALSE}; never null. */
record TruthTest(Expression operand, Truth expected) implements Predicate {

    TruthTest {
        Node.require(operand, ScalarType.BOOL);
    }

    @Override
    public List<Expression> operands() {
        return List.of(operand);
    }

    @Override
    public Evaluation compute(ColumnBatch batch) {
        return LogicKernels.isTruth(Node.compute(operand, batch), expected);
    }

    @Override
    public Level level() {
        return Level.TEST;
    }

    @Override
    public void print(Polarity polarity, CanonicalText text) {
        text.append(operand, Level.COMPARISON).append(" IS " + polarity.word() + expected);
    }
}
