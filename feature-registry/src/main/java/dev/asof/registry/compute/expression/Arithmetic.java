package dev.asof.registry.compute.expression;

import dev.asof.registry.compute.expression.CanonicalText.Level;
import dev.asof.registry.compute.expression.kernel.ArithmeticOperator;
import dev.asof.registry.compute.expression.kernel.Evaluation;
import dev.asof.registry.compute.expression.kernel.FloatKernels;
import dev.asof.registry.compute.expression.kernel.IntegerKernels;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.ScalarType;
import java.util.List;

/** {@code left operator right}, both int64 or both float64, and so is the result. */
record Arithmetic(ArithmeticOperator operator, Expression left, Expression right) implements Node {

    Arithmetic {
        Node.require(right, left.type());
        if (left.type() != ScalarType.INT64 && left.type() != ScalarType.FLOAT64) {
            throw new IllegalArgumentException("No arithmetic in " + left.type().displayName());
        }
    }

    @Override
    public DataType type() {
        return left.type();
    }

    @Override
    public List<Expression> operands() {
        return List.of(left, right);
    }

    @Override
    public Evaluation compute(ColumnBatch batch) {
        Evaluation a = Node.compute(left, batch);
        Evaluation b = Node.compute(right, batch);
        return type() == ScalarType.INT64
                ? IntegerKernels.evaluate(operator, a, b)
                : FloatKernels.evaluate(operator, a, b);
    }

    private boolean isSum() {
        return switch (operator) {
            case ADD, SUBTRACT -> true;
            case MULTIPLY, DIVIDE, REMAINDER -> false;
        };
    }

    @Override
    public Level level() {
        return isSum() ? Level.SUM : Level.PRODUCT;
    }

    @Override
    public void print(CanonicalText text) {
        text.append(left, level())
                .append(" " + operator.symbol() + " ")
                .append(right, isSum() ? Level.PRODUCT : Level.SIGNED);
    }
}
