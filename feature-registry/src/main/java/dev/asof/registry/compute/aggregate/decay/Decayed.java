package dev.asof.registry.compute.aggregate.decay;

import dev.asof.registry.compute.aggregate.function.AggregateFunction;
import dev.asof.registry.compute.aggregate.function.AggregateInput;
import dev.asof.registry.compute.aggregate.function.StateReader;
import dev.asof.registry.compute.aggregate.function.StateShape;
import dev.asof.registry.compute.aggregate.function.StateWriter;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.value.FeatureValues;
import dev.asof.registry.compute.value.ValueStatus;

/**
 * {@code decayed_sum(x, half_life)} and {@code decayed_count(half_life)}: the sum of x, or of ones, in which each event
 * weighs 2^-(age / half-life) at the time asked about.
 */
record Decayed(Addend addend, HalfLife halfLife) implements AggregateFunction<DecayedSums> {

    /** What is added up. */
    enum Addend {
        INPUT("decayed_sum"),
        ONE("decayed_count");

        private final String functionName;

        Addend(String functionName) {
            this.functionName = functionName;
        }
    }

    @Override
    public String name() {
        return addend.functionName;
    }

    @Override
    public DataType resultType() {
        return ScalarType.FLOAT64;
    }

    @Override
    public boolean presentWhenEmpty() {
        return addend == Addend.ONE;
    }

    @Override
    public StateShape shape() {
        return StateShape.DECAYED;
    }

    @Override
    public DecayedSums create() {
        return new DecayedSums();
    }

    @Override
    public void clear(DecayedSums state) {
        state.clear();
    }

    @Override
    public void update(DecayedSums state, AggregateInput input, int event) {
        long time = input.timeMicros()[event];
        switch (addend) {
            case ONE -> add(state, time, 1.0);
            case INPUT -> {
                if (!input.first().isNull(event)) {
                    add(state, time, input.firstAsDouble(event));
                }
            }
        }
    }

    private void add(DecayedSums state, long time, double value) {
        state.add(halfLife.bucket(time), value * halfLife.growth(time));
    }

    @Override
    public void merge(DecayedSums state, DecayedSums later) {
        state.addAll(later);
    }

    @Override
    public void finish(DecayedSums state, long asOfMicros, FeatureValues target, int row) {
        if (state.isEmpty() && !presentWhenEmpty()) {
            target.setAbsent(row, ValueStatus.NULL_VALUE);
        } else {
            target.setDouble(row, state.at(halfLife.bucket(asOfMicros)) * halfLife.shrinkage(asOfMicros));
        }
    }

    @Override
    public void encode(DecayedSums state, StateWriter out) {
        state.encode(out);
    }

    @Override
    public DecayedSums decode(StateReader in) {
        return DecayedSums.decode(in);
    }
}
