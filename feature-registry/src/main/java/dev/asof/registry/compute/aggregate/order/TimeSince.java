package dev.asof.registry.compute.aggregate.order;

import dev.asof.registry.compute.aggregate.function.AggregateFunction;
import dev.asof.registry.compute.aggregate.function.AggregateInput;
import dev.asof.registry.compute.aggregate.function.StateReader;
import dev.asof.registry.compute.aggregate.function.StateShape;
import dev.asof.registry.compute.aggregate.function.StateWriter;
import dev.asof.registry.compute.exact.ExactLongSum;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.Micros;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.value.FeatureValues;
import dev.asof.registry.compute.value.ValueStatus;

/**
 * {@code time_since_first()} and {@code time_since_last()}: the seconds from the least or greatest event time to the time
 * asked about, a delay included, the exact quotient rounded once.
 */
record TimeSince(End end) implements AggregateFunction<TimeSince.State> {

    /** From which event on time is counted. */
    enum End {
        FIRST("time_since_first"),
        LAST("time_since_last");

        private final String functionName;

        End(String functionName) {
            this.functionName = functionName;
        }
    }

    static final class State {
        private boolean isEmpty = true;
        private long timeMicros;
    }

    @Override
    public String name() {
        return end.functionName;
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
    public StateShape shape() {
        return StateShape.CONSTANT;
    }

    @Override
    public State create() {
        return new State();
    }

    @Override
    public void clear(State state) {
        state.isEmpty = true;
    }

    @Override
    public void update(State state, AggregateInput input, int event) {
        take(state, input.timeMicros()[event]);
    }

    @Override
    public void merge(State state, State later) {
        if (!later.isEmpty) {
            take(state, later.timeMicros);
        }
    }

    private void take(State state, long timeMicros) {
        if (state.isEmpty) {
            state.isEmpty = false;
            state.timeMicros = timeMicros;
            return;
        }
        state.timeMicros = switch (end) {
            case FIRST -> Math.min(state.timeMicros, timeMicros);
            case LAST -> Math.max(state.timeMicros, timeMicros);
        };
    }

    @Override
    public void finish(State state, long asOfMicros, FeatureValues target, int row) {
        if (state.isEmpty) {
            target.setAbsent(row, ValueStatus.NOT_FOUND);
            return;
        }
        ExactLongSum micros = new ExactLongSum();
        micros.add(asOfMicros);
        micros.subtract(state.timeMicros);
        target.setDouble(row, micros.dividedBy(Micros.PER_SECOND));
    }

    @Override
    public void encode(State state, StateWriter out) {
        out.putByte(state.isEmpty ? 0 : 1);
        if (!state.isEmpty) {
            out.putSigned(state.timeMicros);
        }
    }

    @Override
    public State decode(StateReader in) {
        State state = create();
        switch (in.getByte()) {
            case 0 -> {}
            case 1 -> take(state, in.getSigned());
            default -> throw StateReader.malformed("a time is neither there nor absent");
        }
        return state;
    }
}
