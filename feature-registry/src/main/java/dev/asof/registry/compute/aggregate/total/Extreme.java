package dev.asof.registry.compute.aggregate.total;

import dev.asof.registry.compute.aggregate.function.AggregateFunction;
import dev.asof.registry.compute.aggregate.function.AggregateInput;
import dev.asof.registry.compute.aggregate.function.StateReader;
import dev.asof.registry.compute.aggregate.function.StateShape;
import dev.asof.registry.compute.aggregate.function.StateWriter;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.value.FeatureValues;
import dev.asof.registry.compute.value.ValueStatus;
import org.jspecify.annotations.Nullable;

/** {@code min} and {@code max} in the order of {@link Column#compare}. The state points at the extreme, and copies nothing. */
record Extreme(End end, DataType resultType) implements AggregateFunction<Extreme.State> {

    /** Which extreme is meant. */
    enum End {
        MIN("min"),
        MAX("max");

        private final String functionName;

        End(String functionName) {
            this.functionName = functionName;
        }
    }

    static final class State {
        private @Nullable Column column;
        private int row;
    }

    @Override
    public String name() {
        return end.functionName;
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
        state.column = null;
    }

    @Override
    public void update(State state, AggregateInput input, int event) {
        if (!input.first().isNull(event)) {
            offer(state, input.first(), event);
        }
    }

    @Override
    public void merge(State state, State other) {
        if (other.column != null) {
            offer(state, other.column, other.row);
        }
    }

    private void offer(State state, Column column, int row) {
        if (state.column == null || isMoreExtreme(column.compare(row, state.column, state.row))) {
            state.column = column;
            state.row = row;
        }
    }

    private boolean isMoreExtreme(int comparison) {
        return switch (end) {
            case MIN -> comparison < 0;
            case MAX -> comparison > 0;
        };
    }

    @Override
    public void finish(State state, long asOfMicros, FeatureValues target, int row) {
        if (state.column == null) {
            target.setAbsent(row, ValueStatus.NULL_VALUE);
        } else {
            target.setFrom(row, state.column, state.row);
        }
    }

    @Override
    public void encode(State state, StateWriter out) {
        out.putByte(state.column == null ? 0 : 1);
        if (state.column != null) {
            out.putValue(state.column, state.row);
        }
    }

    @Override
    public State decode(StateReader in) {
        State state = create();
        switch (in.getByte()) {
            case 0 -> {}
            case 1 -> state.column = in.getValue(resultType);
            default -> throw StateReader.malformed("an extreme is neither there nor absent");
        }
        return state;
    }
}
