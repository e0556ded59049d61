package dev.asof.online.grpc;

/**
 * Decides where and when lookups run, and which are refused because too many wait already. Thread-safe.
 */
public interface LookupQueue {
    /** Runs every lookup at once, where it comes in. */
    LookupQueue IMMEDIATE = new LookupQueue() {
        @Override
        public boolean isFull() {
            return false;
        }

        @Override
        public void submit(int rows, Runnable lookup, Runnable refusal) {
            lookup.run();
        }
    };

    /** Whether so much waits where this is called that a lookup is to be refused before it is read. */
    boolean isFull();

    /**
     * Runs one of the two, now or later.
     *
     * @param rows how many rows the lookup asks for
     */
    void submit(int rows, Runnable lookup, Runnable refusal);
}
