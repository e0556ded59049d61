package dev.asof.registry.compute.aggregate.order;

import dev.asof.registry.compute.aggregate.function.AggregateFunction;
import dev.asof.registry.compute.aggregate.function.AggregateInput;
import dev.asof.registry.compute.aggregate.function.StateReader;
import dev.asof.registry.compute.aggregate.function.StateShape;
import dev.asof.registry.compute.aggregate.function.StateWriter;
import dev.asof.registry.compute.aggregate.group.GroupKey;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.ListType;
import dev.asof.registry.compute.value.FeatureValues;
import dev.asof.registry.compute.value.ValueStatus;
import java.util.LinkedHashSet;

/**
 * {@code last_distinct_n(x, n)}: the values of x, in the sense of grouping, that came last, each once, that of the greatest
 * event first.
 *
 * <pre>
 * state := count, key*      in the order of the last event of each
 * </pre>
 *
 * @param valueType the type of x
 * @param limit how many there are at most
 */
record LastDistinctValues(DataType valueType, int limit) implements AggregateFunction<LinkedHashSet<GroupKey>> {
    static final String NAME = "last_distinct_n";

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
        return StateShape.SERIES;
    }

    @Override
    public LinkedHashSet<GroupKey> create() {
        return new LinkedHashSet<>();
    }

    @Override
    public void clear(LinkedHashSet<GroupKey> state) {
        state.clear();
    }

    @Override
    public void update(LinkedHashSet<GroupKey> state, AggregateInput input, int event) {
        if (!input.first().isNull(event)) {
            keep(state, GroupKey.of(input.first(), event));
        }
    }

    @Override
    public void merge(LinkedHashSet<GroupKey> state, LinkedHashSet<GroupKey> later) {
        later.forEach(key -> keep(state, key));
    }

    private void keep(LinkedHashSet<GroupKey> state, GroupKey key) {
        state.addLast(key);
        if (state.size() > limit) {
            state.removeFirst();
        }
    }

    @Override
    public void finish(LinkedHashSet<GroupKey> state, long asOfMicros, FeatureValues target, int row) {
        if (state.isEmpty()) {
            target.setAbsent(row, ValueStatus.NULL_VALUE);
        } else {
            target.setBytes(row, GroupKey.list(state.reversed(), valueType));
        }
    }

    @Override
    public void encode(LinkedHashSet<GroupKey> state, StateWriter out) {
        out.putCount(state.size());
        state.forEach(key -> key.encode(out));
    }

    @Override
    public LinkedHashSet<GroupKey> decode(StateReader in) {
        LinkedHashSet<GroupKey> state = create();
        int size = in.getCountOf(1);
        for (int i = 0; i < size; i++) {
            state.addLast(GroupKey.decode(valueType, in));
        }
        if (state.size() != size || size > limit) {
            throw StateReader.malformed("a value stands twice, or there are more than " + limit);
        }
        return state;
    }
}
