package dev.asof.registry.compute.aggregate.distinct;

import dev.asof.registry.compute.aggregate.function.AggregateInput;
import dev.asof.registry.compute.aggregate.function.InvertibleFunction;
import dev.asof.registry.compute.aggregate.function.StateReader;
import dev.asof.registry.compute.aggregate.function.StateShape;
import dev.asof.registry.compute.aggregate.function.StateWriter;
import dev.asof.registry.compute.aggregate.group.GroupKey;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.value.FeatureValues;
import dev.asof.registry.compute.value.ValueStatus;

/** A function of how many events have each distinct value. Those of equal values and caps share their states. */
sealed interface FrequencyFunction extends InvertibleFunction<DistinctCounts> permits CountDistinct, Mode, TopValues {

    /** The type of the values that are told apart. */
    DataType valueType();

    /** Beyond how many distinct values there is no answer. */
    int cap();

    /** Writes the answer over values that are not beyond the cap. */
    void finishWithin(DistinctCounts state, FeatureValues target, int row);

    @Override
    default StateShape shape() {
        return StateShape.DISTINCT;
    }

    @Override
    default Object stateKey() {
        return new States(valueType(), cap());
    }

    /** What states depend on. */
    record States(DataType valueType, int cap) {}

    @Override
    default DistinctCounts create() {
        return new DistinctCounts(cap());
    }

    @Override
    default void clear(DistinctCounts state) {
        state.clear();
    }

    @Override
    default void update(DistinctCounts state, AggregateInput input, int event) {
        if (!input.first().isNull(event)) {
            state.add(GroupKey.of(input.first(), event));
        }
    }

    @Override
    default void retract(DistinctCounts state, AggregateInput input, int event) {
        if (!input.first().isNull(event)) {
            state.remove(GroupKey.of(input.first(), event));
        }
    }

    @Override
    default void merge(DistinctCounts state, DistinctCounts later) {
        state.addAll(later);
    }

    @Override
    default void finish(DistinctCounts state, long asOfMicros, FeatureValues target, int row) {
        if (state.isBeyondCap()) {
            target.setAbsent(row, ValueStatus.OUT_OF_RANGE);
        } else {
            finishWithin(state, target, row);
        }
    }

    @Override
    default void encode(DistinctCounts state, StateWriter out) {
        state.encode(out);
    }

    @Override
    default DistinctCounts decode(StateReader in) {
        return DistinctCounts.decode(cap(), valueType(), in);
    }
}
