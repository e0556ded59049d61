package dev.asof.registry.compute.aggregate.total;

import dev.asof.registry.compute.aggregate.function.AggregateInput;
import dev.asof.registry.compute.aggregate.function.InvertibleFunction;
import dev.asof.registry.compute.aggregate.function.StateReader;
import dev.asof.registry.compute.aggregate.function.StateShape;
import dev.asof.registry.compute.aggregate.function.StateWriter;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.LongColumn;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.value.FeatureValues;
import dev.asof.registry.compute.value.ValueStatus;

/** {@code bool_and(x)} and {@code bool_or(x)}: whether x is true of all events, or of any, where it is not null. */
record Quantifier(Reach reach) implements InvertibleFunction<Quantifier.State> {

    /** Of how many events it has to be true. */
    enum Reach {
        ALL("bool_and"),
        ANY("bool_or");

        private final String functionName;

        Reach(String functionName) {
            this.functionName = functionName;
        }
    }

    static final class State {
        private long trueCount;
        private long falseCount;
    }

    @Override
    public String name() {
        return reach.functionName;
    }

    @Override
    public DataType resultType() {
        return ScalarType.BOOL;
    }

    @Override
    public boolean presentWhenEmpty() {
        return false;
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
        state.trueCount = 0;
        state.falseCount = 0;
    }

    @Override
    public void update(State state, AggregateInput input, int event) {
        count(state, input, event, 1);
    }

    @Override
    public void retract(State state, AggregateInput input, int event) {
        count(state, input, event, -1);
    }

    private static void count(State state, AggregateInput input, int event, int times) {
        LongColumn values = (LongColumn) input.first();
        if (!values.isNull(event)) {
            long truth = values.values()[event];
            state.trueCount += truth * times;
            state.falseCount += (1 - truth) * times;
        }
    }

    @Override
    public void merge(State state, State other) {
        state.trueCount += other.trueCount;
        state.falseCount += other.falseCount;
    }

    @Override
    public void finish(State state, long asOfMicros, FeatureValues target, int row) {
        if (state.trueCount == 0 && state.falseCount == 0) {
            target.setAbsent(row, ValueStatus.NULL_VALUE);
            return;
        }
        boolean holds = switch (reach) {
            case ALL -> state.falseCount == 0;
            case ANY -> state.trueCount > 0;
        };
        target.setLong(row, holds ? 1 : 0);
    }

    @Override
    public void encode(State state, StateWriter out) {
        out.putCount(state.trueCount);
        out.putCount(state.falseCount);
    }

    @Override
    public State decode(StateReader in) {
        State state = create();
        state.trueCount = in.getCount();
        state.falseCount = in.getCount();
        return state;
    }
}
