package dev.asof.registry.compute.aggregate.total;

import dev.asof.registry.compute.aggregate.function.AggregateFunction;
import dev.asof.registry.compute.aggregate.function.AggregateInput;
import dev.asof.registry.compute.aggregate.function.KeptValue;
import dev.asof.registry.compute.aggregate.function.StateReader;
import dev.asof.registry.compute.aggregate.function.StateShape;
import dev.asof.registry.compute.aggregate.function.StateWriter;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.value.FeatureValues;

/** {@code min} and {@code max} in the order of {@link Column#compare}. */
record Extreme(End end, DataType resultType) implements AggregateFunction<KeptValue> {

    /** Which extreme is meant. */
    enum End {
        MIN("min"),
        MAX("max");

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
        return StateShape.CONSTANT;
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
        Column values = input.first();
        if (!values.isNull(event) && (state.isAbsent() || isMoreExtreme(state.compare(values, event)))) {
            state.keep(values, event);
        }
    }

    @Override
    public void updateAll(KeptValue state, AggregateInput input, int from, int to) {
        Column values = input.first();
        int best = from;
        for (int event = from; event < to; event++) {
            if (!values.isNull(event) && (values.isNull(best) || isMoreExtreme(values.compare(event, values, best)))) {
                best = event;
            }
        }
        if (best < to) {
            update(state, input, best);
        }
    }

    @Override
    public void merge(KeptValue state, KeptValue later) {
        if (!later.isAbsent() && (state.isAbsent() || isMoreExtreme(state.compare(later)))) {
            state.keep(later);
        }
    }

    private boolean isMoreExtreme(int comparison) {
        return switch (end) {
            case MIN -> comparison < 0;
            case MAX -> comparison > 0;
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
