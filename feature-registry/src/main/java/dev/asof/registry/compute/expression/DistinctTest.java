package dev.asof.registry.compute.expression;

import dev.asof.registry.compute.expression.CanonicalText.Level;
import dev.asof.registry.compute.expression.kernel.ComparisonKernels;
import dev.asof.registry.compute.expression.kernel.Evaluation;
import dev.asof.registry.compute.schema.ColumnBatch;
import java.util.List;

/** {@code left IS DISTINCT FROM right}, of one type; never null. */
record DistinctTest(Expression left, Expression right) implements Predicate {

    DistinctTest {
        Node.require(right, left.type());
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
    public Level level() {
        return Level.TEST;
    }

    @Override
    public void print(Polarity polarity, CanonicalText text) {
        text.append(left, Level.COMPARISON)
                .append(" IS " + polarity.word() + "DISTINCT FROM ")
                .append(right, Level.CONCATENATION);
    }
}
