package dev.asof.registry.compute.aggregate.distinct;

import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.value.FeatureValues;
import dev.asof.registry.compute.value.ValueStatus;

/**
 * {@code mode(x)}: the value that most events have, in the sense of grouping; of several the smallest.
 *
 * @param valueType the type of x
 * @param cap beyond how many distinct values there is no answer
 */
record Mode(DataType valueType, int cap) implements FrequencyFunction {

    @Override
    public String name() {
        return "mode";
    }

    @Override
    public DataType resultType() {
        return valueType;
    }

    @Override
    public boolean presentWhenEmpty() {
        return false;
    }

    @Override
    public void finishWithin(DistinctCounts state, FeatureValues target, int row) {
        state.mostFrequent()
                .ifPresentOrElse(key -> key.finish(target, row), () -> target.setAbsent(row, ValueStatus.NULL_VALUE));
    }
}
