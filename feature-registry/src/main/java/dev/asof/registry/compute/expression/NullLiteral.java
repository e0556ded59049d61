package dev.asof.registry.compute.expression;

import dev.asof.registry.compute.expression.kernel.Constants;
import dev.asof.registry.compute.expression.kernel.Evaluation;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.ScalarType;
import java.util.List;

/** NULL of a type that a cast or the surroundings give it. */
record NullLiteral(ScalarType type) implements Node {

    @Override
    public List<Expression> operands() {
        return List.of();
    }

    @Override
    public Evaluation compute(ColumnBatch batch) {
        return new Evaluation(Constants.nulls(type, batch.rowCount()));
    }

    @Override
    public void print(StringBuilder text) {
        text.append("CAST(NULL AS ").append(type.displayName()).append(')');
    }
}
