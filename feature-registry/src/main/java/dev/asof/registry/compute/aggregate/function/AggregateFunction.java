package dev.asof.registry.compute.aggregate.function;

import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.value.FeatureValues;

/**
 * A function over the visible events of a window. Events come in event order, and a state takes in only states of later
 * events; under that rule the answer, and the bytes of the state, depend on the events alone and never on how updates and
 * merges were grouped. That is what makes every path give the same bits. {@link StateShape#takesAnyOrder} says of which
 * functions the order does not matter either.
 *
 * <p>Functions are immutable and thread-safe; states are neither.
 *
 * @param <S> the partial state
 */
public interface AggregateFunction<S> {

    /** The name users write, such as {@code sum}. */
    String name();

    DataType resultType();

    /** Whether the answer over no event at all is a value; true of the counts alone. */
    boolean presentWhenEmpty();

    /** What the state holds, and what it asks of those who feed it. */
    StateShape shape();

    /**
     * Whose states it has: functions with equal ones differ in how they {@link #finish} a state, and in nothing else that they do to it, so that
     * they may share it.
     */
    default Object stateKey() {
        return this;
    }

    /** A state of no events. */
    S create();

    /** Makes {@code state} one of no events again, to be used anew. */
    void clear(S state);

    /** Takes one visible event into {@code state}, later than all that the state has seen; a null input is ignored. */
    void update(S state, AggregateInput input, int event);

    /**
     * Takes the visible events {@code [from, to)} into {@code state}, later than all that the state has seen: as {@link
     * #update} does one by one.
     */
    default void updateAll(S state, AggregateInput input, int from, int to) {
        for (int event = from; event < to; event++) {
            update(state, input, event);
        }
    }

    /** Takes all events of {@code later} into {@code state}; {@code later} stays as it is. */
    void merge(S state, S later);

    /**
     * Writes the answer over the events of {@code state}, of which there is at least one unless {@link
     * #presentWhenEmpty}: a value, {@code NULL_VALUE} or {@code OUT_OF_RANGE}; of functions that see some of the events
     * only, also {@code NOT_FOUND}.
     *
     * @param asOfMicros the time asked about
     * @param row the row of {@code target} that is written
     */
    void finish(S state, long asOfMicros, FeatureValues target, int row);

    /** Writes the state; equal states have equal bytes. */
    void encode(S state, StateWriter out);

    /**
     * Reads what {@link #encode} wrote.
     *
     * @throws IllegalArgumentException if the bytes are no such state
     */
    S decode(StateReader in);
}
