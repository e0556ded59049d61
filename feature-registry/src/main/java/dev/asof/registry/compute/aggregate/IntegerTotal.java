package dev.asof.registry.compute.aggregate;

import dev.asof.registry.compute.exact.ExactLongSum;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.LongColumn;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.value.FeatureValues;
import dev.asof.registry.compute.value.ValueStatus;

/** {@code sum} and {@code avg} of integers, both from one exact state. */
record IntegerTotal(TotalResult result) implements AggregateFunction<IntegerTotal.State> {

    static final class State {
        private final ExactLongSum sum = new ExactLongSum();
        private long count;
    }

    @Override
    public String name() {
        return result.functionName();
    }

    @Override
    public DataType resultType() {
        return switch (result) {
            case SUM -> ScalarType.INT64;
            case AVG -> ScalarType.FLOAT64;
        };
    }

    @Override
    public boolean presentWhenEmpty() {
        return false;
    }

    @Override
    public State create() {
        return new State();
    }

    @Override
    public void update(State state, Column[] inputs, int row) {
        LongColumn input = (LongColumn) inputs[0];
        if (!input.isNull(row)) {
            state.sum.add(input.values()[row]);
            state.count++;
        }
    }

    @Override
    public void merge(State state, State other) {
        state.sum.addAll(other.sum);
        state.count += other.count;
    }

    @Override
    public void finish(State state, FeatureValues target, int row) {
        if (state.count == 0) {
            target.setAbsent(row, ValueStatus.NULL_VALUE);
            return;
        }
        switch (result) {
            case SUM -> finishSum(state, target, row);
            case AVG -> target.setDouble(row, state.sum.dividedBy(state.count));
        }
    }

    private static void finishSum(State state, FeatureValues target, int row) {
        if (state.sum.fitsInLong()) {
            target.setLong(row, state.sum.toLong());
        } else {
            target.setAbsent(row, ValueStatus.OUT_OF_RANGE);
        }
    }
}
