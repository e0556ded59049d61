package dev.asof.registry.compute.aggregate.distinct;

import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.value.FeatureValues;

/**
 * {@code count_distinct(x)}: how many different values there are, in the sense of grouping.
 *
 * @param valueType the type of x
 * @param cap beyond how many values there is no answer
 */
record CountDistinct(DataType valueType, int cap) implements FrequencyFunction {

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
    public void finishWithin(DistinctCounts state, FeatureValues target, int row) {
        target.setLong(row, state.size());
    }
}
