package dev.asof.registry.compute.expression;

import dev.asof.registry.compute.expression.CanonicalText.Level;
import dev.asof.registry.compute.expression.kernel.Evaluation;
import dev.asof.registry.compute.expression.kernel.LogicKernels;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.ScalarType;
import java.util.List;

/** {@code value BETWEEN low AND high}, both ends included, of one type that has an order. All three are evaluated. */
record Between(Expression value, Expression low, Expression high) implements Predicate {

    Between {
        Node.requireAll(List.of(low, high), value.type());
        if (value.type() == ScalarType.BOOL) {
            throw new IllegalArgumentException("bool has no order");
        }
    }

    @Override
    public List<Expression> operands() {
        return List.of(value, low, high);
    }

    @Override
    public Evaluation compute(ColumnBatch batch) {
        return LogicKernels.isBetween(Node.compute(value, batch), Node.compute(low, batch), Node.compute(high, batch));
    }

    @Override
    public Level level() {
        return Level.COMPARISON;
    }

    @Override
    public void print(Polarity polarity, CanonicalText text) {
        text.append(value, Level.CONCATENATION)
                .append(" " + polarity.word() + "BETWEEN ")
                .append(low, Level.CONCATENATION)
                .append(" AND ")
                .append(high, Level.CONCATENATION);
    }
}
