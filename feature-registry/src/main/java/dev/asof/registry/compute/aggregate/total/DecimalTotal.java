package dev.asof.registry.compute.aggregate.total;

import dev.asof.registry.compute.aggregate.function.AggregateInput;
import dev.asof.registry.compute.aggregate.function.InvertibleFunction;
import dev.asof.registry.compute.aggregate.function.StateReader;
import dev.asof.registry.compute.aggregate.function.StateShape;
import dev.asof.registry.compute.aggregate.function.StateWriter;
import dev.asof.registry.compute.exact.ExactDecimalSum;
import dev.asof.registry.compute.nested.Decimals;
import dev.asof.registry.compute.schema.BytesColumn;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.DecimalType;
import dev.asof.registry.compute.schema.DoubleColumn;
import dev.asof.registry.compute.schema.LongColumn;
import dev.asof.registry.compute.value.FeatureValues;
import dev.asof.registry.compute.value.ValueStatus;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * {@code sum} and {@code avg} of decimals, both from one exact state.
 *
 * @param input the type of the inputs
 */
record DecimalTotal(TotalResult result, DecimalType input) implements InvertibleFunction<DecimalTotal.State> {
    /** Digits of an average after the point, beyond those of its inputs. */
    private static final int MORE_OF_AVERAGE = 6;

    static final class State {
        private final ExactDecimalSum sum;
        private long count;

        private State(ExactDecimalSum sum, long count) {
            this.sum = sum;
            this.count = count;
        }
    }

    @Override
    public String name() {
        return result.functionName();
    }

    @Override
    public DecimalType resultType() {
        int scale = switch (result) {
            case SUM -> input.scale();
            case AVG -> Math.min(DecimalType.MAX_PRECISION, input.scale() + MORE_OF_AVERAGE);
        };
        return new DecimalType(DecimalType.MAX_PRECISION, scale);
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
        return new DecimalTotal(TotalResult.SUM, input);
    }

    @Override
    public State create() {
        return new State(new ExactDecimalSum(), 0);
    }

    @Override
    public void clear(State state) {
        state.sum.clear();
        state.count = 0;
    }

    @Override
    public void update(State state, AggregateInput input, int event) {
        Column column = input.first();
        if (column.isNull(event)) {
            return;
        }
        state.count++;
        switch (column) {
            case LongColumn longs -> state.sum.add(longs.values()[event]);
            case BytesColumn wide ->
                state.sum.add(
                        Decimals.wideHigh(wide.data(), wide.offsets()[event]),
                        Decimals.wideLow(wide.data(), wide.offsets()[event]));
            case DoubleColumn doubles -> throw new IllegalArgumentException("Not a decimal: " + doubles.type());
        }
    }

    @Override
    public void retract(State state, AggregateInput input, int event) {
        Column column = input.first();
        if (column.isNull(event)) {
            return;
        }
        state.count--;
        switch (column) {
            case LongColumn longs -> state.sum.subtract(longs.values()[event]);
            case BytesColumn wide ->
                state.sum.subtract(
                        Decimals.wideHigh(wide.data(), wide.offsets()[event]),
                        Decimals.wideLow(wide.data(), wide.offsets()[event]));
            case DoubleColumn doubles -> throw new IllegalArgumentException("Not a decimal: " + doubles.type());
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
        BigInteger unscaled = unscaled(state);
        if (Decimals.fits(unscaled, resultType())) {
            target.setBytes(row, Decimals.wide(unscaled));
        } else {
            target.setAbsent(row, ValueStatus.OUT_OF_RANGE);
        }
    }

    private BigInteger unscaled(State state) {
        BigInteger sum = state.sum.toBigInteger();
        return switch (result) {
            case SUM -> sum;
            case AVG ->
                new BigDecimal(sum, input.scale())
                        .divide(BigDecimal.valueOf(state.count), resultType().scale(), RoundingMode.HALF_EVEN)
                        .unscaledValue();
        };
    }

    @Override
    public void encode(State state, StateWriter out) {
        out.putCount(state.count);
        out.putSum(state.sum);
    }

    @Override
    public State decode(StateReader in) {
        long count = in.getCount();
        return new State(in.getDecimalSum(), count);
    }
}
