package dev.asof.registry.compute.aggregate.distinct;

import dev.asof.registry.compute.aggregate.function.AggregateInput;
import dev.asof.registry.compute.aggregate.function.InvertibleFunction;
import dev.asof.registry.compute.aggregate.function.StateReader;
import dev.asof.registry.compute.aggregate.function.StateShape;
import dev.asof.registry.compute.aggregate.function.StateWriter;
import dev.asof.registry.compute.aggregate.group.GroupKey;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.value.FeatureValues;
import dev.asof.registry.compute.value.ValueStatus;

/**
 * {@code count_distinct(x)}: how many different values there are, in the sense of grouping.
 *
 * @param argumentType the type of x
 * @param cap beyond how many values there is no answer
 */
record CountDistinct(DataType argumentType, int cap) implements InvertibleFunction<DistinctCounts> {

    @Override
    public String name() {
        return "count_distinct";
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
        return StateShape.DISTINCT;
    }

    @Override
    public DistinctCounts create() {
        return new DistinctCounts(cap);
    }

    @Override
    public void clear(DistinctCounts state) {
        state.clear();
    }

    @Override
    public void update(DistinctCounts state, AggregateInput input, int event) {
        if (!input.first().isNull(event)) {
            state.add(GroupKey.of(input.first(), event));
        }
    }

    @Override
    public void retract(DistinctCounts state, AggregateInput input, int event) {
        if (!input.first().isNull(event)) {
            state.remove(GroupKey.of(input.first(), event));
        }
    }

    @Override
    public void merge(DistinctCounts state, DistinctCounts later) {
        state.addAll(later);
    }

    @Override
    public void finish(DistinctCounts state, long asOfMicros, FeatureValues target, int row) {
        if (state.isBeyondCap()) {
            target.setAbsent(row, ValueStatus.OUT_OF_RANGE);
        } else {
            target.setLong(row, state.size());
        }
    }

    @Override
    public void encode(DistinctCounts state, StateWriter out) {
        state.encode(out);
    }

    @Override
    public DistinctCounts decode(StateReader in) {
        return DistinctCounts.decode(cap, argumentType, in);
    }
}
