package dev.asof.registry.compute.expression;

import dev.asof.registry.compute.expression.kernel.Evaluation;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.DataType;
import java.util.List;

/** A column of the row. */
record ColumnReference(String name, DataType type) implements Node {

    @Override
    public List<Expression> operands() {
        return List.of();
    }

    @Override
    public Evaluation compute(ColumnBatch batch) {
        return valuesOf(name, type, batch);
    }

    static Evaluation valuesOf(String name, DataType type, ColumnBatch batch) {
        Column column = batch.column(name);
        if (!column.type().equals(type)) {
            throw new IllegalArgumentException("Column '" + name + "' is "
                    + column.type().displayName() + ", not " + type.displayName() + " as compiled");
        }
        return new Evaluation(column);
    }

    @Override
    public void print(CanonicalText text) {
        text.append(Names.quotedIfNeeded(name));
    }
}
