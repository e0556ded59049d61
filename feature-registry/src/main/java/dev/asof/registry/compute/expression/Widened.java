package dev.asof.registry.compute.expression;

import dev.asof.registry.compute.expression.CanonicalText.Level;
import dev.asof.registry.compute.expression.kernel.Evaluation;
import dev.asof.registry.compute.expression.kernel.Widening;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.DataType;
import java.util.List;

/** An operand whose type is converted unasked. It does not show in the canonical text: types alone make it again. */
record Widened(DataType type, Expression operand) implements Node {

    Widened {
        if (!Widening.allows(operand.type(), type)) {
            throw new IllegalArgumentException(
                    "Cannot widen " + operand.type().displayName() + " to " + type.displayName());
        }
    }

    /** {@code operand} as {@code type}, which it already is or widens to. */
    static Expression to(DataType type, Expression operand) {
        if (operand.type().equals(type)) {
            return operand;
        }
        return operand instanceof NullLiteral nothing
                ? new NullLiteral(type, nothing.origin())
                : new Widened(type, operand);
    }

    @Override
    public List<Expression> operands() {
        return List.of(operand);
    }

    @Override
    public Evaluation compute(ColumnBatch batch) {
        return Widening.evaluate(type, Node.compute(operand, batch));
    }

    @Override
    public Level level() {
        return ((Node) operand).level();
    }

    @Override
    public void print(CanonicalText text) {
        text.appendBare(operand);
    }
}
