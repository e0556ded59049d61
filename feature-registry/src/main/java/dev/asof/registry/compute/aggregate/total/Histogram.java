package dev.asof.registry.compute.aggregate.total;

import dev.asof.registry.compute.aggregate.function.AggregateInput;
import dev.asof.registry.compute.aggregate.function.InvertibleFunction;
import dev.asof.registry.compute.aggregate.function.StateReader;
import dev.asof.registry.compute.aggregate.function.StateShape;
import dev.asof.registry.compute.aggregate.function.StateWriter;
import dev.asof.registry.compute.nested.ListCodec;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.ListType;
import dev.asof.registry.compute.schema.LongColumn;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.value.FeatureValues;
import java.util.Arrays;

/**
 * {@code histogram(x, edges)}: how many x there are between edges. Its state is a count for each of the intervals, in their
 * order.
 */
record Histogram(Edges edges) implements InvertibleFunction<long[]> {
    static final String NAME = "histogram";
    private static final ListType COUNTS = new ListType(ScalarType.INT64);

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public DataType resultType() {
        return COUNTS;
    }

    @Override
    public boolean presentWhenEmpty() {
        return true;
    }

    @Override
    public StateShape shape() {
        return StateShape.CONSTANT;
    }

    @Override
    public long[] create() {
        return new long[edges.size() + 1];
    }

    @Override
    public void clear(long[] state) {
        Arrays.fill(state, 0);
    }

    @Override
    public void update(long[] state, AggregateInput input, int event) {
        if (!input.first().isNull(event)) {
            state[edges.notAbove(input.first(), event)]++;
        }
    }

    @Override
    public void retract(long[] state, AggregateInput input, int event) {
        if (!input.first().isNull(event)) {
            state[edges.notAbove(input.first(), event)]--;
        }
    }

    @Override
    public void merge(long[] state, long[] later) {
        for (int i = 0; i < state.length; i++) {
            state[i] += later[i];
        }
    }

    @Override
    public void finish(long[] state, long asOfMicros, FeatureValues target, int row) {
        LongColumn counts = new LongColumn(ScalarType.INT64, state.clone());
        target.setBytes(row, new ListCodec(COUNTS).encode(counts, 0, state.length));
    }

    @Override
    public void encode(long[] state, StateWriter out) {
        for (long count : state) {
            out.putCount(count);
        }
    }

    @Override
    public long[] decode(StateReader in) {
        long[] state = create();
        Arrays.setAll(state, i -> in.getCount());
        return state;
    }
}
