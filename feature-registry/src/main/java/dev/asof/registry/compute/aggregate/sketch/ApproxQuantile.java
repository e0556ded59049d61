package dev.asof.registry.compute.aggregate.sketch;

import dev.asof.registry.compute.aggregate.function.AggregateInput;
import dev.asof.registry.compute.aggregate.function.InvertibleFunction;
import dev.asof.registry.compute.aggregate.function.StateReader;
import dev.asof.registry.compute.aggregate.function.StateShape;
import dev.asof.registry.compute.aggregate.function.StateWriter;
import dev.asof.registry.compute.schema.BytesColumn;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.DoubleColumn;
import dev.asof.registry.compute.schema.LongColumn;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.value.FeatureValues;
import dev.asof.registry.compute.value.ValueStatus;

/**
 * {@code approx_quantile(x, q)}: a number within 1 % of the quantile of x.
 *
 * @param quantile from 0 to 1
 */
record ApproxQuantile(double quantile) implements InvertibleFunction<LogarithmicBuckets> {

    @Override
    public String name() {
        return "approx_quantile";
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
        return StateShape.SKETCH;
    }

    @Override
    public LogarithmicBuckets create() {
        return new LogarithmicBuckets();
    }

    @Override
    public void clear(LogarithmicBuckets state) {
        state.clear();
    }

    @Override
    public void update(LogarithmicBuckets state, AggregateInput input, int event) {
        if (!input.first().isNull(event)) {
            state.add(number(input.first(), event));
        }
    }

    @Override
    public void retract(LogarithmicBuckets state, AggregateInput input, int event) {
        if (!input.first().isNull(event)) {
            state.remove(number(input.first(), event));
        }
    }

    private static double number(Column numbers, int row) {
        return switch (numbers) {
            case LongColumn longs -> (double) longs.values()[row];
            case DoubleColumn doubles -> doubles.values()[row];
            case BytesColumn text ->
                throw new IllegalArgumentException(
                        "There is no quantile of " + text.type().displayName());
        };
    }

    @Override
    public void merge(LogarithmicBuckets state, LogarithmicBuckets later) {
        state.addAll(later);
    }

    @Override
    public void finish(LogarithmicBuckets state, long asOfMicros, FeatureValues target, int row) {
        if (state.isEmpty()) {
            target.setAbsent(row, ValueStatus.NULL_VALUE);
        } else {
            target.setDouble(row, state.quantile(quantile));
        }
    }

    @Override
    public void encode(LogarithmicBuckets state, StateWriter out) {
        state.encode(out);
    }

    @Override
    public LogarithmicBuckets decode(StateReader in) {
        return LogarithmicBuckets.decode(in);
    }
}
