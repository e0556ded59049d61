package dev.asof.registry.compute.aggregate.sketch;

import dev.asof.registry.compute.aggregate.function.AggregateInput;
import dev.asof.registry.compute.aggregate.function.InvertibleFunction;
import dev.asof.registry.compute.aggregate.function.StateReader;
import dev.asof.registry.compute.aggregate.function.StateShape;
import dev.asof.registry.compute.aggregate.function.StateWriter;
import dev.asof.registry.compute.nested.ListCodec;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.DoubleColumn;
import dev.asof.registry.compute.schema.ListType;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.value.FeatureValues;
import dev.asof.registry.compute.value.ValueStatus;
import java.util.List;

/**
 * {@code approx_quantile(x, q)} and {@code approx_quantile(x, [q, ...])}: a number within 1 % of the quantile of x, or a
 * list of them, one for each of several quantiles.
 *
 * @param quantiles from 0 to 1; one where no list is given
 */
record ApproxQuantile(List<Double> quantiles, Form form) implements InvertibleFunction<LogarithmicBuckets> {
    private static final ListType LIST = new ListType(ScalarType.FLOAT64);

    /** What is given. */
    enum Form {
        NUMBER,
        LIST
    }

    @Override
    public String name() {
        return "approx_quantile";
    }

    @Override
    public DataType resultType() {
        return switch (form) {
            case NUMBER -> ScalarType.FLOAT64;
            case LIST -> LIST;
        };
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
            state.add(input.firstAsDouble(event));
        }
    }

    @Override
    public void retract(LogarithmicBuckets state, AggregateInput input, int event) {
        if (!input.first().isNull(event)) {
            state.remove(input.firstAsDouble(event));
        }
    }

    @Override
    public void merge(LogarithmicBuckets state, LogarithmicBuckets later) {
        state.addAll(later);
    }

    @Override
    public void finish(LogarithmicBuckets state, long asOfMicros, FeatureValues target, int row) {
        if (state.isEmpty()) {
            target.setAbsent(row, ValueStatus.NULL_VALUE);
            return;
        }
        double[] values = quantiles.stream().mapToDouble(state::quantile).toArray();
        switch (form) {
            case NUMBER -> target.setDouble(row, values[0]);
            case LIST ->
                target.setBytes(
                        row,
                        new ListCodec(LIST).encode(new DoubleColumn(ScalarType.FLOAT64, values), 0, values.length));
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
