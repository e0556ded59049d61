package dev.asof.registry.compute.aggregate.moment;

import dev.asof.registry.compute.aggregate.function.InvertibleFunction;
import dev.asof.registry.compute.aggregate.function.StateShape;
import dev.asof.registry.compute.aggregate.function.StateWriter;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.value.FeatureValues;
import dev.asof.registry.compute.value.ValueStatus;

/** A statistic of central moments: the exact real number, rounded once. Null of too few events, NaN of any non-finite input. */
sealed interface MomentFunction<S extends MomentSums<S>> extends InvertibleFunction<S> permits Moment, PairMoment {

    /** Of how many events it is defined at least. */
    int leastCount();

    /** Writes the answer over finite inputs, of which there are enough. */
    void finishFinite(S state, FeatureValues target, int row);

    @Override
    default DataType resultType() {
        return ScalarType.FLOAT64;
    }

    @Override
    default boolean presentWhenEmpty() {
        return false;
    }

    @Override
    default StateShape shape() {
        return StateShape.CONSTANT;
    }

    @Override
    default void clear(S state) {
        state.clear();
    }

    @Override
    default void merge(S state, S later) {
        state.addAll(later);
    }

    @Override
    default void finish(S state, long asOfMicros, FeatureValues target, int row) {
        if (state.count() < leastCount()) {
            target.setAbsent(row, ValueStatus.NULL_VALUE);
        } else if (state.hasNonFinite()) {
            target.setDouble(row, Double.NaN);
        } else {
            finishFinite(state, target, row);
        }
    }

    @Override
    default void encode(S state, StateWriter out) {
        state.encode(out);
    }
}
