package dev.asof.registry.compute.aggregate.order;

import dev.asof.registry.compute.aggregate.function.AggregateFunction;
import dev.asof.registry.compute.aggregate.function.AggregateInput;
import dev.asof.registry.compute.aggregate.function.KeptValue;
import dev.asof.registry.compute.aggregate.function.StateReader;
import dev.asof.registry.compute.aggregate.function.StateShape;
import dev.asof.registry.compute.aggregate.function.StateWriter;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.value.FeatureValues;

/** {@code first(x)} and {@code last(x)}: x of the least and of the greatest event where it is not null. */
record EndValue(End end, DataType resultType) implements AggregateFunction<KeptValue> {

    /** Which end of the events is meant. */
    enum End {
        FIRST("first"),
        LAST("last");

        private final String functionName;

        End(String functionName) {
            this.functionName = functionName;
        }
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
    public KeptValue create() {
        return new KeptValue();
    }

    @Override
    public void clear(KeptValue state) {
        state.clear();
    }

    @Override
    public void update(KeptValue state, AggregateInput input, int event) {
        if (!input.first().isNull(event) && givesWayToLater(state)) {
            state.keep(input.first(), event);
        }
    }

    @Override
    public void merge(KeptValue state, KeptValue later) {
        if (!later.isAbsent() && givesWayToLater(state)) {
            state.keep(later);
        }
    }

    private boolean givesWayToLater(KeptValue state) {
        return switch (end) {
            case FIRST -> state.isAbsent();
            case LAST -> true;
        };
    }

    @Override
    public void finish(KeptValue state, long asOfMicros, FeatureValues target, int row) {
        state.finish(target, row);
    }

    @Override
    public void encode(KeptValue state, StateWriter out) {
        state.encode(out);
    }

    @Override
    public KeptValue decode(StateReader in) {
        KeptValue state = new KeptValue();
        state.decode(resultType, in);
        return state;
    }
}
