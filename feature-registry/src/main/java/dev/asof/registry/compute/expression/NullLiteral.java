package dev.asof.registry.compute.expression;

import dev.asof.registry.compute.expression.kernel.Constants;
import dev.asof.registry.compute.expression.kernel.Evaluation;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.DataType;
import java.util.List;

/** NULL of a type. */
record NullLiteral(DataType type, Origin origin) implements Node {

    /** Where the type comes from. */
    enum Origin {
        /** A cast that stands around it. */
        CAST,
        /** What stands beside it, or where it stands. */
        SURROUNDINGS
    }

    @Override
    public List<Expression> operands() {
        return List.of();
    }

    @Override
    public Evaluation compute(ColumnBatch batch) {
        return new Evaluation(Constants.nulls(type, batch.rowCount()));
    }

    @Override
    public void print(CanonicalText text) {
        text.append(
                switch (origin) {
                    case CAST -> "CAST(NULL AS " + type.displayName() + ")";
                    case SURROUNDINGS -> "NULL";
                });
    }

    /** Writes the ELSE of a CASE, which {@code ELSE NULL} needs not. */
    static void printElse(Expression otherwise, CanonicalText text) {
        boolean implied = otherwise instanceof NullLiteral nothing && nothing.origin == Origin.SURROUNDINGS;
        if (!implied) {
            text.append(" ELSE ").appendBare(otherwise);
        }
    }
}
