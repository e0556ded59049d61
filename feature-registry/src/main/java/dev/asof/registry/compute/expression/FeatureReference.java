package dev.asof.registry.compute.expression;

import dev.asof.registry.compute.expression.kernel.Evaluation;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.DataType;
import java.util.List;

/**
 * The value of another feature.
 *
 * @param column the reference in full, which is also the name of the column that holds the values
 */
record FeatureReference(String column, DataType type) implements Node {

    @Override
    public List<Expression> operands() {
        return List.of();
    }

    @Override
    public Evaluation compute(ColumnBatch batch) {
        return ColumnReference.valuesOf(column, type, batch);
    }

    @Override
    public void print(CanonicalText text) {
        text.append(column);
    }
}
