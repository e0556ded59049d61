package dev.asof.registry.compute.aggregate;

import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.value.FeatureValues;

/**
 * A function over the visible events of a window. The answer depends on the events as a multiset, never on the order or
 * grouping of updates and merges: that is what makes every path give the same bits. Functions are immutable and
 * thread-safe; states are neither.
 *
 * @param <S> the partial state
 */
public interface AggregateFunction<S> {

    /** The name users write, such as {@code sum}. */
    String name();

    DataType resultType();

    /** Whether the answer over no event at all is a value; true of the counts alone. */
    boolean presentWhenEmpty();

    /** A state of no events. */
    S create();

    /**
     * Takes one visible event into {@code state}.
     *
     * @param inputs the arguments' columns, in the order of the call; a null input is ignored
     */
    void update(S state, Column[] inputs, int row);

    /** Takes all events of {@code other} into {@code state}; {@code other} stays as it is. */
    void merge(S state, S other);

    /**
     * Writes the answer over the events of {@code state}, of which there is at least one unless {@link
     * #presentWhenEmpty}: a value, {@code NULL_VALUE} or {@code OUT_OF_RANGE}.
     */
    void finish(S state, FeatureValues target, int row);
}
