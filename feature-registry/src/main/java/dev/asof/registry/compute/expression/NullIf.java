package dev.asof.registry.compute.expression;

import dev.asof.registry.compute.expression.CanonicalText.Level;
import dev.asof.registry.compute.expression.kernel.ComparisonKernels;
import dev.asof.registry.compute.expression.kernel.Evaluation;
import dev.asof.registry.compute.expression.kernel.Widening;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.DataType;
import java.util.List;

/**
 * {@code nullif(value, unwanted)}: null where the two are equal, otherwise the value, in its own type. Both are evaluated.
 *
 * @param comparedAs the type in which they are compared, which both have or widen to
 */
record NullIf(Expression value, Expression unwanted, DataType comparedAs) implements Node {

    NullIf {
        Widened.to(comparedAs, value);
        Widened.to(comparedAs, unwanted);
    }

    @Override
    public DataType type() {
        return value.type();
    }

    @Override
    public List<Expression> operands() {
        return List.of(value, unwanted);
    }

    @Override
    public Evaluation compute(ColumnBatch batch) {
        Evaluation computed = Node.compute(value, batch);
        Evaluation right = Node.compute(Widened.to(comparedAs, unwanted), batch);
        Evaluation left = type().equals(comparedAs) ? computed : Widening.evaluate(comparedAs, computed);
        return ComparisonKernels.nullIf(computed, left, right);
    }

    @Override
    public void print(CanonicalText text) {
        text.append("nullif(").append(operands(), Level.OR, ", ").append(")");
    }
}
