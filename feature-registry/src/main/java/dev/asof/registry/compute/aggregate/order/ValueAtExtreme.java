package dev.asof.registry.compute.aggregate.order;

import dev.asof.registry.compute.aggregate.function.AggregateFunction;
import dev.asof.registry.compute.aggregate.function.AggregateInput;
import dev.asof.registry.compute.aggregate.function.KeptValue;
import dev.asof.registry.compute.aggregate.function.StateReader;
import dev.asof.registry.compute.aggregate.function.StateShape;
import dev.asof.registry.compute.aggregate.function.StateWriter;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.value.FeatureValues;

/**
 * {@code min_by(x, y)} and {@code max_by(x, y)}: x of the event with the extreme y, of the greatest such event. Events whose
 * y is null are left out; an x that is null is not.
 *
 * @param resultType the type of x
 * @param orderType the type of y
 */
record ValueAtExtreme(End end, DataType resultType, DataType orderType)
        implements AggregateFunction<ValueAtExtreme.State> {

    /** Which extreme of y is meant. */
    enum End {
        MIN_BY("min_by"),
        MAX_BY("max_by");

        private final String functionName;

        End(String functionName) {
            this.functionName = functionName;
        }
    }

    /** The value is of use where there is an extreme. */
    static final class State {
        private final KeptValue value = new KeptValue();
        private final KeptValue extreme = new KeptValue();
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
        return StateShape.ORDERED;
    }

    @Override
    public State create() {
        return new State();
    }

    @Override
    public void clear(State state) {
        state.value.clear();
        state.extreme.clear();
    }

    @Override
    public void update(State state, AggregateInput input, int event) {
        Column order = input.second();
        if (!order.isNull(event) && isAsExtreme(state.extreme.compare(order, event))) {
            state.value.keep(input.first(), event);
            state.extreme.keep(order, event);
        }
    }

    @Override
    public void merge(State state, State later) {
        if (!later.extreme.isAbsent() && isAsExtreme(state.extreme.compare(later.extreme))) {
            state.value.keep(later.value);
            state.extreme.keep(later.extreme);
        }
    }

    private boolean isAsExtreme(int comparison) {
        return switch (end) {
            case MIN_BY -> comparison <= 0;
            case MAX_BY -> comparison >= 0;
        };
    }

    @Override
    public void finish(State state, long asOfMicros, FeatureValues target, int row) {
        state.value.finish(target, row);
    }

    @Override
    public void encode(State state, StateWriter out) {
        state.extreme.encode(out);
        if (!state.extreme.isAbsent()) {
            state.value.encode(out);
        }
    }

    @Override
    public State decode(StateReader in) {
        State state = create();
        state.extreme.decode(orderType, in);
        if (!state.extreme.isAbsent()) {
            state.value.decode(resultType, in);
        }
        return state;
    }
}
