package dev.asof.registry.compute.derived;

import dev.asof.registry.compute.expression.Expression;
import dev.asof.registry.compute.expression.kernel.Evaluation;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.Schema;
import dev.asof.registry.compute.schema.Value;
import dev.asof.registry.compute.value.FeatureValues;
import java.util.Optional;

/** One feature of an on-demand view, compiled: what makes of values another value. Immutable and thread-safe. */
public final class DerivedProgram {
    private final Expression value;
    private final Schema reads;
    private final Optional<Value> defaultValue;

    /**
     * @param reads the columns that the expression reads: values of features after their defaults, and of the request
     * @throws IllegalArgumentException if the parts do not fit together
     */
    public DerivedProgram(String name, Expression value, Schema reads, Optional<Value> defaultValue) {
        if (!reads.names().containsAll(value.inputs())) {
            throw new IllegalArgumentException(
                    "Feature '" + name + "' reads " + value.inputs() + ", not only " + reads);
        }
        defaultValue.ifPresent(given -> {
            if (!given.type().equals(value.type())) {
                throw new IllegalArgumentException("Feature '" + name + "' is "
                        + value.type().displayName() + ", its default is "
                        + given.type().displayName());
            }
        });
        this.value = value;
        this.reads = reads;
        this.defaultValue = defaultValue;
    }

    /** The type of its values. */
    public DataType type() {
        return value.type();
    }

    /** The columns that it reads. */
    public Schema reads() {
        return reads;
    }

    /**
     * Computes the values of some rows.
     *
     * @param inputs the columns of {@link #reads}, null where there is no value
     * @param from the row of {@code target} that the first row of {@code inputs} is
     * @return the number of rows on whose data the expression failed
     */
    public int answer(ColumnBatch inputs, int from, FeatureValues target) {
        Evaluation evaluation = value.evaluate(inputs);
        for (int row = 0; row < inputs.rowCount(); row++) {
            target.setFrom(from + row, evaluation.column(), row);
            if (defaultValue.isPresent() && target.status(from + row).yieldsToDefault()) {
                target.setDefault(from + row, defaultValue.get());
            }
        }
        return evaluation.errorCount();
    }
}
