package dev.asof.online.grpc;

/**
 * Decides where and when lookups run, and which are refused because too many wait already. Thread-safe.
 */
@FunctionalInterface
public interface LookupQueue {
    /** Runs every lookup at once, where it comes in. */
    LookupQueue IMMEDIATE = (rows, lookup, refusal) -> lookup.run();

    /**
     * Runs one of the two, now or later.
     *
     * @param rows how many rows the lookup asks for
     */
    void submit(int rows, Runnable lookup, Runnable refusal);
}
