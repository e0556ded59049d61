package dev.asof.registry.compute.aggregate.total;

import dev.asof.registry.compute.aggregate.function.AggregateInput;
import dev.asof.registry.compute.aggregate.function.InvertibleFunction;
import dev.asof.registry.compute.aggregate.function.StateReader;
import dev.asof.registry.compute.aggregate.function.StateShape;
import dev.asof.registry.compute.aggregate.function.StateWriter;
import dev.asof.registry.compute.exact.ExactDoubleSum;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.DoubleColumn;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.value.FeatureValues;
import dev.asof.registry.compute.value.ValueStatus;

/** {@code sum} and {@code avg} of floats: the real-number sum, or its quotient by the count, rounded once. */
record FloatTotal(TotalResult result) implements InvertibleFunction<FloatTotal.State> {

    static final class State {
        private final ExactDoubleSum sum;
        private long count;

        private State(ExactDoubleSum sum, long count) {
            this.sum = sum;
            this.count = count;
        }
    }

    @Override
    public String name() {
        return result.functionName();
    }

    @Override
    public DataType resultType() {
        return ScalarType.FLOAT64;
    }

    @Override
    public boolean presentWhenEmpty() {
        return false;
    }

    @Override
    public StateShape shape() {
        return StateShape.CONSTANT;
    }

    @Override
    public Object stateKey() {
        return new FloatTotal(TotalResult.SUM);
    }

    @Override
    public State create() {
        return new State(new ExactDoubleSum(), 0);
    }

    @Override
    public void clear(State state) {
        state.sum.clear();
        state.count = 0;
    }

    @Override
    public void update(State state, AggregateInput input, int event) {
        DoubleColumn values = (DoubleColumn) input.first();
        if (!values.isNull(event)) {
            state.sum.add(values.values()[event]);
            state.count++;
        }
    }

    @Override
    public void updateAll(State state, AggregateInput input, int from, int to) {
        DoubleColumn column = (DoubleColumn) input.first();
        double[] values = column.values();
        for (int event = from; event < to; event++) {
            if (!column.isNull(event)) {
                state.sum.add(values[event]);
                state.count++;
            }
        }
    }

    @Override
    public void retract(State state, AggregateInput input, int event) {
        DoubleColumn values = (DoubleColumn) input.first();
        if (!values.isNull(event)) {
            state.sum.subtract(values.values()[event]);
            state.count--;
        }
    }

    @Override
    public void retractAll(State state, AggregateInput input, int from, int to) {
        DoubleColumn column = (DoubleColumn) input.first();
        double[] values = column.values();
        for (int event = from; event < to; event++) {
            if (!column.isNull(event)) {
                state.sum.subtract(values[event]);
                state.count--;
            }
        }
    }

    @Override
    public void merge(State state, State other) {
        state.sum.addAll(other.sum);
        state.count += other.count;
    }

    @Override
    public void finish(State state, long asOfMicros, FeatureValues target, int row) {
        if (state.count == 0) {
            target.setAbsent(row, ValueStatus.NULL_VALUE);
            return;
        }
        target.setDouble(
                row,
                switch (result) {
                    case SUM -> state.sum.toDouble();
                    case AVG -> state.sum.dividedBy(state.count);
                });
    }

    @Override
    public void encode(State state, StateWriter out) {
        out.putCount(state.count);
        out.putSum(state.sum);
    }

    @Override
    public State decode(StateReader in) {
        long count = in.getCount();
        return new State(in.getDoubleSum(), count);
    }
}
