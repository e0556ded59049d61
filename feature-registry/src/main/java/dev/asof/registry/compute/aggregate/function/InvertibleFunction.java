package dev.asof.registry.compute.aggregate.function;

/**
 * A function that can take an event back, which leaves the state as if the event had never come. So a window can slide
 * without being summed up anew.
 */
public interface InvertibleFunction<S> extends AggregateFunction<S> {

    /**
     * Takes back an event that {@code state} was updated with. A state that took in a decoded one cannot be asked this.
     */
    void retract(S state, AggregateInput input, int event);

    /** Takes back the events {@code [from, to)}: as {@link #retract} does one by one. */
    default void retractAll(S state, AggregateInput input, int from, int to) {
        for (int event = from; event < to; event++) {
            retract(state, input, event);
        }
    }
}
