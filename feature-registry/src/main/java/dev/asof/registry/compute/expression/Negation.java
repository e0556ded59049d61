package dev.asof.registry.compute.expression;

import dev.asof.registry.compute.expression.CanonicalText.Level;
import dev.asof.registry.compute.expression.kernel.DecimalKernels;
import dev.asof.registry.compute.expression.kernel.Evaluation;
import dev.asof.registry.compute.expression.kernel.FloatKernels;
import dev.asof.registry.compute.expression.kernel.IntegerKernels;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.DecimalType;
import dev.asof.registry.compute.schema.ScalarType;
import java.util.List;

/** {@code -operand}, which is int64, float64 or a decimal. */
record Negation(Expression operand) implements Node {

    Negation {
        boolean isDecimal = operand.type() instanceof DecimalType;
        if (operand.type() != ScalarType.INT64 && operand.type() != ScalarType.FLOAT64 && !isDecimal) {
            throw new IllegalArgumentException(
                    "No arithmetic in " + operand.type().displayName());
        }
    }

    @Override
    public DataType type() {
        return operand.type();
    }

    @Override
    public List<Expression> operands() {
        return List.of(operand);
    }

    @Override
    public Evaluation compute(ColumnBatch batch) {
        Evaluation value = Node.compute(operand, batch);
        if (type() instanceof DecimalType) {
            return DecimalKernels.negate(value);
        }
        return type() == ScalarType.INT64 ? IntegerKernels.negate(value) : FloatKernels.negate(value);
    }

    @Override
    public Level level() {
        return Level.SIGNED;
    }

    /** A number stands in brackets, because a sign directly before it would be part of it; two signs stand apart. */
    @Override
    public void print(CanonicalText text) {
        boolean number = operand instanceof Literal literal && literal.level() == Level.PRIMARY;
        if (number) {
            text.append("-").appendBracketed(operand);
        } else {
            boolean signed = ((Node) operand).level() == Level.SIGNED;
            text.append(signed ? "- " : "-").append(operand, Level.SIGNED);
        }
    }
}
