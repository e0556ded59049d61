package dev.asof.registry.compute.aggregate.group;

import dev.asof.registry.compute.aggregate.function.AggregateDeclaration.Resolution;
import dev.asof.registry.compute.aggregate.function.AggregateFunction;
import dev.asof.registry.compute.aggregate.function.AggregateInput;
import dev.asof.registry.compute.aggregate.function.InvertibleFunction;
import dev.asof.registry.compute.aggregate.function.StateReader;
import dev.asof.registry.compute.aggregate.function.StateShape;
import dev.asof.registry.compute.aggregate.function.StateWriter;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.MapType;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.value.FeatureValues;
import dev.asof.registry.compute.value.ValueStatus;

/**
 * A function asked of each group of events: a map of what it says, by the group's key, which is the first input. Events whose
 * key is null are left out.
 *
 * @param <S> the state of one group
 */
public sealed interface GroupedFunction<S> extends AggregateFunction<Groups<S>> permits Grouped, InvertibleGrouped {

    /** What is asked of each group, of the inputs after the key. */
    AggregateFunction<S> function();

    /** Of which groups there is an entry, and how many there can be. */
    GroupLimits limits();

    /** The grouped form of a function, if it has one. */
    static Resolution of(Resolution.Resolved ungrouped, GroupLimits limits) {
        AggregateFunction<?> function = ungrouped.function();
        boolean isSmall = switch (function.shape()) {
            case CONSTANT, ORDERED -> true;
            case SERIES, DISTINCT, GROUPED, GROUPED_IN_ORDER, DECAYED, SESSION, SKETCH -> false;
        };
        if (!isSmall) {
            return new Resolution.Refused(function.name()
                    + " has no form by groups, as its state is more than a few numbers or values for each of them");
        }
        if (function.resultType().depth() == DataType.MAX_DEPTH) {
            return new Resolution.Refused("there are no maps of "
                    + function.resultType().displayName() + ": lists and maps are nested at most " + DataType.MAX_DEPTH
                    + " deep");
        }
        return new Resolution.Resolved(grouped(function, limits), 1 + ungrouped.inputCount());
    }

    private static <S> AggregateFunction<?> grouped(AggregateFunction<S> function, GroupLimits limits) {
        return function instanceof InvertibleFunction<S> invertible
                ? new InvertibleGrouped<>(invertible, limits)
                : new Grouped<>(function, limits);
    }

    @Override
    default String name() {
        return function().name();
    }

    @Override
    default DataType resultType() {
        return new MapType(function().resultType());
    }

    @Override
    default boolean presentWhenEmpty() {
        return false;
    }

    @Override
    default StateShape shape() {
        return function().shape().takesAnyOrder() ? StateShape.GROUPED : StateShape.GROUPED_IN_ORDER;
    }

    @Override
    default Groups<S> create() {
        return new Groups<>(function(), limits().most());
    }

    @Override
    default void clear(Groups<S> state) {
        state.clear();
    }

    @Override
    default void update(Groups<S> state, AggregateInput input, int event) {
        if (!input.first().isNull(event)) {
            state.add(input, event);
        }
    }

    @Override
    default void merge(Groups<S> state, Groups<S> later) {
        state.addAll(later);
    }

    @Override
    default void finish(Groups<S> state, long asOfMicros, FeatureValues target, int row) {
        if (state.isBeyondCap()) {
            target.setAbsent(row, ValueStatus.OUT_OF_RANGE);
        } else if (state.isEmpty()) {
            target.setAbsent(row, ValueStatus.NULL_VALUE);
        } else {
            finish(state.results(asOfMicros), target, row);
        }
    }

    private void finish(GroupResults results, FeatureValues target, int row) {
        if (results.hasOutOfRange()) {
            target.setAbsent(row, ValueStatus.OUT_OF_RANGE);
        } else {
            target.setBytes(
                    row, results.map(limits().top().orElse(results.keys().size())));
        }
    }

    @Override
    default void encode(Groups<S> state, StateWriter out) {
        state.encode(out);
    }

    @Override
    default Groups<S> decode(StateReader in) {
        return Groups.decode(function(), limits().most(), ScalarType.STRING, in);
    }
}

/** The form by groups of a function that can't take events back. */
record Grouped<S>(AggregateFunction<S> function, GroupLimits limits) implements GroupedFunction<S> {}

/** The form by groups of a function that can take events back, which then can as well. */
record InvertibleGrouped<S>(InvertibleFunction<S> function, GroupLimits limits)
        implements GroupedFunction<S>, InvertibleFunction<Groups<S>> {

    @Override
    public void retract(Groups<S> state, AggregateInput input, int event) {
        if (!input.first().isNull(event)) {
            state.remove(input, event);
        }
    }
}
