package dev.asof.registry.compute.program;

import dev.asof.registry.compute.aggregate.function.AggregateFunction;
import dev.asof.registry.compute.aggregate.function.AggregateInput;
import dev.asof.registry.compute.aggregate.function.KeptValue;
import dev.asof.registry.compute.aggregate.function.StateReader;
import dev.asof.registry.compute.aggregate.function.StateShape;
import dev.asof.registry.compute.aggregate.function.StateWriter;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.value.FeatureValues;
import dev.asof.registry.compute.value.ValueStatus;

/** A {@code latest} as a function over all that went before, so that blocks can keep a state of it. */
record LatestEvent(FeatureSpec.Latest latest) implements AggregateFunction<LatestEvent.State> {

    /** The value on the last event and its time, which is of use where there is one. */
    static final class State {
        private final KeptValue value = new KeptValue();
        private long time;
    }

    @Override
    public String name() {
        return "latest";
    }

    @Override
    public DataType resultType() {
        return latest.type();
    }

    @Override
    public boolean presentWhenEmpty() {
        return false;
    }

    @Override
    public StateShape shape() {
        return StateShape.ORDERED;
    }

    @Override
    public State create() {
        return new State();
    }

    @Override
    public void clear(State state) {
        state.value.clear();
    }

    @Override
    public void update(State state, AggregateInput input, int event) {
        state.value.keep(input.first(), event);
        state.time = input.timeMicros()[event];
    }

    @Override
    public void merge(State state, State later) {
        if (!later.value.isAbsent()) {
            state.value.keep(later.value);
            state.time = later.time;
        }
    }

    @Override
    public void finish(State state, long asOfMicros, FeatureValues target, int row) {
        target.setEventTimeMicros(row, state.time);
        if (latest.isExpired(state.time, asOfMicros)) {
            target.setAbsent(row, ValueStatus.EXPIRED);
        } else {
            state.value.finish(target, row);
        }
    }

    @Override
    public void encode(State state, StateWriter out) {
        state.value.encode(out);
        if (!state.value.isAbsent()) {
            out.putSigned(state.time);
        }
    }

    @Override
    public State decode(StateReader in) {
        State state = create();
        state.value.decode(resultType(), in);
        if (!state.value.isAbsent()) {
            state.time = in.getSigned();
        }
        return state;
    }
}
