package dev.asof.registry.compute.aggregate;

import dev.asof.registry.compute.exact.ExactDoubleSum;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.DoubleColumn;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.value.FeatureValues;
import dev.asof.registry.compute.value.ValueStatus;

/** {@code sum} and {@code avg} of floats: the real-number sum, or its quotient by the count, rounded once. */
record FloatTotal(TotalResult result) implements AggregateFunction<FloatTotal.State> {

    static final class State {
        private final ExactDoubleSum sum = new ExactDoubleSum();
        private long count;
    }

    @Override
    public String name() {
        return result.functionName();
    }

    @Override
    public DataType resultType() {
        return ScalarType.FLOAT64;
    }

    @Override
    public boolean presentWhenEmpty() {
        return false;
    }

    @Override
    public State create() {
        return new State();
    }

    @Override
    public void update(State state, Column[] inputs, int row) {
        DoubleColumn input = (DoubleColumn) inputs[0];
        if (!input.isNull(row)) {
            state.sum.add(input.values()[row]);
            state.count++;
        }
    }

    @Override
    public void merge(State state, State other) {
        state.sum.addAll(other.sum);
        state.count += other.count;
    }

    @Override
    public void finish(State state, FeatureValues target, int row) {
        if (state.count == 0) {
            target.setAbsent(row, ValueStatus.NULL_VALUE);
            return;
        }
        target.setDouble(
                row,
                switch (result) {
                    case SUM -> state.sum.toDouble();
                    case AVG -> state.sum.dividedBy(state.count);
                });
    }
}
