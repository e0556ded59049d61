package dev.asof.registry.compute.aggregate.sketch;

import dev.asof.registry.compute.aggregate.function.AggregateFunction;
import dev.asof.registry.compute.aggregate.function.AggregateInput;
import dev.asof.registry.compute.aggregate.function.StateReader;
import dev.asof.registry.compute.aggregate.function.StateShape;
import dev.asof.registry.compute.aggregate.function.StateWriter;
import dev.asof.registry.compute.hash.ValueHash;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.value.FeatureValues;

/** {@code approx_count_distinct(x)}: about how many different values there are, in the sense of grouping. */
record ApproxCountDistinct() implements AggregateFunction<HyperLogLog> {

    @Override
    public String name() {
        return "approx_count_distinct";
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
        return StateShape.SKETCH;
    }

    @Override
    public HyperLogLog create() {
        return new HyperLogLog();
    }

    @Override
    public void clear(HyperLogLog state) {
        state.clear();
    }

    @Override
    public void update(HyperLogLog state, AggregateInput input, int event) {
        if (!input.first().isNull(event)) {
            state.add(ValueHash.of(input.first(), event));
        }
    }

    @Override
    public void merge(HyperLogLog state, HyperLogLog later) {
        state.addAll(later);
    }

    @Override
    public void finish(HyperLogLog state, long asOfMicros, FeatureValues target, int row) {
        target.setLong(row, state.estimate());
    }

    @Override
    public void encode(HyperLogLog state, StateWriter out) {
        state.encode(out);
    }

    @Override
    public HyperLogLog decode(StateReader in) {
        return HyperLogLog.decode(in);
    }
}
