package dev.asof.registry.compute.aggregate.distinct;

import dev.asof.registry.compute.aggregate.function.AggregateInput;
import dev.asof.registry.compute.aggregate.function.InvertibleFunction;
import dev.asof.registry.compute.aggregate.function.StateReader;
import dev.asof.registry.compute.aggregate.function.StateShape;
import dev.asof.registry.compute.aggregate.function.StateWriter;
import dev.asof.registry.compute.aggregate.group.GroupKey;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.ListType;
import dev.asof.registry.compute.value.FeatureValues;
import dev.asof.registry.compute.value.ValueStatus;
import java.util.List;

/**
 * {@code top_n(x, n)}: the values that most events have, in the sense of grouping, the most frequent first; of equally
 * frequent ones the smaller first.
 *
 * @param valueType the type of x
 * @param limit how many there are at most
 * @param cap beyond how many distinct values there is no answer
 */
record TopValues(DataType valueType, int limit, int cap) implements InvertibleFunction<DistinctCounts> {
    static final String NAME = "top_n";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public ListType resultType() {
        return new ListType(valueType);
    }

    @Override
    public boolean presentWhenEmpty() {
        return false;
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
            return;
        }
        List<GroupKey> top = state.mostFrequent(limit);
        if (top.isEmpty()) {
            target.setAbsent(row, ValueStatus.NULL_VALUE);
        } else {
            target.setBytes(row, GroupKey.list(top, valueType));
        }
    }

    @Override
    public void encode(DistinctCounts state, StateWriter out) {
        state.encode(out);
    }

    @Override
    public DistinctCounts decode(StateReader in) {
        return DistinctCounts.decode(cap, valueType, in);
    }
}
