package dev.asof.registry.compute.aggregate.total;

import dev.asof.registry.compute.aggregate.function.AggregateFunction;
import dev.asof.registry.compute.aggregate.function.AggregateInput;
import dev.asof.registry.compute.aggregate.function.KeptValue;
import dev.asof.registry.compute.aggregate.function.StateReader;
import dev.asof.registry.compute.aggregate.function.StateShape;
import dev.asof.registry.compute.aggregate.function.StateWriter;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.DoubleColumn;
import dev.asof.registry.compute.schema.LongColumn;
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
        int best = switch (values) {
            case LongColumn longs when !longs.mayHaveNulls() -> best(longs.values(), from, to);
            case DoubleColumn doubles when !doubles.mayHaveNulls() -> best(doubles.values(), from, to);
            default -> best(values, from, to);
        };
        if (best < to) {
            update(state, input, best);
        }
    }

    /** The first of the most extreme events {@code [from, to)}; {@code to} or beyond where there is none. */
    private int best(long[] values, int from, int to) {
        int best = from;
        for (int event = from + 1; event < to; event++) {
            best = isMoreExtreme(Long.compare(values[event], values[best])) ? event : best;
        }
        return best;
    }

    private int best(double[] values, int from, int to) {
        int best = from;
        for (int event = from + 1; event < to; event++) {
            best = isMoreExtreme(Double.compare(values[event], values[best])) ? event : best;
        }
        return best;
    }

    private int best(Column values, int from, int to) {
        int best = from;
        for (int event = from; event < to; event++) {
            if (!values.isNull(event) && (values.isNull(best) || isMoreExtreme(values.compare(event, values, best)))) {
                best = event;
            }
        }
        return best;
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
