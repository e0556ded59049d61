package dev.asof.registry.compute.aggregate;

import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.value.FeatureValues;

/** {@code count(*)}, the number of events, and {@code count(x)}, the number of events whose x is not null. */
record Count() implements AggregateFunction<Count.State> {

    static final class State {
        private long count;
    }

    @Override
    public String name() {
        return "count";
    }

    @Override
    public DataType resultType() {
        return ScalarType.INT64;
    }

    @Override
    public boolean presentWhenEmpty() {
        return true;
    }

    @Override
    public State create() {
        return new State();
    }

    @Override
    public void update(State state, Column[] inputs, int row) {
        if (inputs.length == 0 || !inputs[0].isNull(row)) {
            state.count++;
        }
    }

    @Override
    public void merge(State state, State other) {
        state.count += other.count;
    }

    @Override
    public void finish(State state, FeatureValues target, int row) {
        target.setLong(row, state.count);
    }
}
