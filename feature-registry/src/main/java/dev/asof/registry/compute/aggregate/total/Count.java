package dev.asof.registry.compute.aggregate.total;

import dev.asof.registry.compute.aggregate.function.AggregateInput;
import dev.asof.registry.compute.aggregate.function.InvertibleFunction;
import dev.asof.registry.compute.aggregate.function.StateReader;
import dev.asof.registry.compute.aggregate.function.StateShape;
import dev.asof.registry.compute.aggregate.function.StateWriter;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.value.FeatureValues;

/** {@code count(*)}, the number of events, and {@code count(x)}, the number of events whose x is not null. */
record Count() implements InvertibleFunction<Count.State> {

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
    public StateShape shape() {
        return StateShape.CONSTANT;
    }

    @Override
    public State create() {
        return new State();
    }

    @Override
    public void clear(State state) {
        state.count = 0;
    }

    @Override
    public void update(State state, AggregateInput input, int event) {
        state.count += isCounted(input, event) ? 1 : 0;
    }

    @Override
    public void updateAll(State state, AggregateInput input, int from, int to) {
        if (input.arguments().isEmpty() || !input.first().mayHaveNulls()) {
            state.count += Math.max(0, to - from);
        } else {
            InvertibleFunction.super.updateAll(state, input, from, to);
        }
    }

    @Override
    public void retract(State state, AggregateInput input, int event) {
        state.count -= isCounted(input, event) ? 1 : 0;
    }

    @Override
    public void retractAll(State state, AggregateInput input, int from, int to) {
        if (input.arguments().isEmpty() || !input.first().mayHaveNulls()) {
            state.count -= Math.max(0, to - from);
        } else {
            InvertibleFunction.super.retractAll(state, input, from, to);
        }
    }

    private static boolean isCounted(AggregateInput input, int event) {
        return input.arguments().isEmpty() || !input.first().isNull(event);
    }

    @Override
    public void merge(State state, State other) {
        state.count += other.count;
    }

    @Override
    public void finish(State state, long asOfMicros, FeatureValues target, int row) {
        target.setLong(row, state.count);
    }

    @Override
    public void encode(State state, StateWriter out) {
        out.putCount(state.count);
    }

    @Override
    public State decode(StateReader in) {
        State state = create();
        state.count = in.getCount();
        return state;
    }
}
