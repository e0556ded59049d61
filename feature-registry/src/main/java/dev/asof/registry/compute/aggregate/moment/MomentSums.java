package dev.asof.registry.compute.aggregate.moment;

import dev.asof.registry.compute.aggregate.function.StateWriter;

/** Exact sums of powers or products of numbers, which can be merged. */
interface MomentSums<S> {

    void clear();

    void addAll(S other);

    /** Of how many events. */
    long count();

    /** Whether one of the numbers is an infinity or no number. */
    boolean hasNonFinite();

    void encode(StateWriter out);
}
