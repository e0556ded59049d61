package dev.asof.registry.compute.expression;

import dev.asof.registry.compute.expression.CanonicalText.Level;
import dev.asof.registry.compute.expression.kernel.ArithmeticOperator;
import dev.asof.registry.compute.expression.kernel.DecimalKernels;
import dev.asof.registry.compute.expression.kernel.Evaluation;
import dev.asof.registry.compute.expression.kernel.FloatKernels;
import dev.asof.registry.compute.expression.kernel.IntegerKernels;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.DecimalType;
import dev.asof.registry.compute.schema.ScalarType;
import java.util.List;

/**
 * {@code left operator right}: both int64 or both float64, and so is the result, or both decimals, of which it is another.
 *
 * @param type of the result
 */
record Arithmetic(ArithmeticOperator operator, Expression left, Expression right, DataType type) implements Node {

    Arithmetic {
        if (type instanceof DecimalType) {
            requireDecimal(left);
            requireDecimal(right);
        } else {
            Node.require(left, type);
            Node.require(right, type);
        }
        if (type != ScalarType.INT64 && type != ScalarType.FLOAT64 && !(type instanceof DecimalType)) {
            throw new IllegalArgumentException("No arithmetic in " + type.displayName());
        }
    }

    private static void requireDecimal(Expression operand) {
        if (!(operand.type() instanceof DecimalType)) {
            throw new IllegalArgumentException("No decimal: " + operand.type().displayName());
        }
    }

    @Override
    public List<Expression> operands() {
        return List.of(left, right);
    }

    @Override
    public Evaluation compute(ColumnBatch batch) {
        Evaluation a = Node.compute(left, batch);
        Evaluation b = Node.compute(right, batch);
        if (type instanceof DecimalType decimal) {
            return DecimalKernels.evaluate(operator, a, b, decimal);
        }
        return type == ScalarType.INT64
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
