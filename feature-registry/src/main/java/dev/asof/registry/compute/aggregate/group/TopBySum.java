package dev.asof.registry.compute.aggregate.group;

import dev.asof.registry.compute.aggregate.function.AggregateInput;
import dev.asof.registry.compute.aggregate.function.InvertibleFunction;
import dev.asof.registry.compute.aggregate.function.StateReader;
import dev.asof.registry.compute.aggregate.function.StateShape;
import dev.asof.registry.compute.aggregate.function.StateWriter;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.ListType;
import dev.asof.registry.compute.value.FeatureValues;
import dev.asof.registry.compute.value.ValueStatus;

/**
 * {@code top_n_by_sum(x, y, n)}: the values of x with the greatest sums of y, the greatest first; of equal sums the smaller
 * value first. Events where x or y is null are left out.
 *
 * @param valueType the type of x
 * @param sum the sum of y
 * @param limit how many there are at most
 * @param cap beyond how many distinct values there is no answer
 * @param <S> the state of a sum
 */
record TopBySum<S>(DataType valueType, InvertibleFunction<S> sum, int limit, int cap)
        implements InvertibleFunction<Groups<S>> {
    static final String NAME = "top_n_by_sum";

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
        return StateShape.GROUPED;
    }

    @Override
    public Groups<S> create() {
        return new Groups<>(sum, cap);
    }

    @Override
    public void clear(Groups<S> state) {
        state.clear();
    }

    @Override
    public void update(Groups<S> state, AggregateInput input, int event) {
        if (isCounted(input, event)) {
            state.add(input, event);
        }
    }

    @Override
    public void retract(Groups<S> state, AggregateInput input, int event) {
        if (isCounted(input, event)) {
            state.remove(input, event);
        }
    }

    private static boolean isCounted(AggregateInput input, int event) {
        return !input.first().isNull(event) && !input.second().isNull(event);
    }

    @Override
    public void merge(Groups<S> state, Groups<S> later) {
        state.addAll(later);
    }

    @Override
    public void finish(Groups<S> state, long asOfMicros, FeatureValues target, int row) {
        if (state.isBeyondCap()) {
            target.setAbsent(row, ValueStatus.OUT_OF_RANGE);
        } else if (state.isEmpty()) {
            target.setAbsent(row, ValueStatus.NULL_VALUE);
        } else {
            finish(state.results(asOfMicros), target, row);
        }
    }

    private void finish(GroupResults sums, FeatureValues target, int row) {
        if (sums.hasOutOfRange()) {
            target.setAbsent(row, ValueStatus.OUT_OF_RANGE);
        } else {
            target.setBytes(row, GroupKey.list(sums.top(limit), valueType));
        }
    }

    @Override
    public void encode(Groups<S> state, StateWriter out) {
        state.encode(out);
    }

    @Override
    public Groups<S> decode(StateReader in) {
        return Groups.decode(sum, cap, valueType, in);
    }
}
