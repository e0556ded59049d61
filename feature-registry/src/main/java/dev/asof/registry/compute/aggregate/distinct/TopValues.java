package dev.asof.registry.compute.aggregate.distinct;

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
record TopValues(DataType valueType, int limit, int cap) implements FrequencyFunction {
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
    public void finishWithin(DistinctCounts state, FeatureValues target, int row) {
        List<GroupKey> top = state.mostFrequent(limit);
        if (top.isEmpty()) {
            target.setAbsent(row, ValueStatus.NULL_VALUE);
        } else {
            target.setBytes(row, GroupKey.list(top, valueType));
        }
    }
}
