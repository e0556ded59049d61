package dev.asof.online.server;

import dev.asof.online.grpc.LookupQueue;
import java.util.function.BooleanSupplier;

/**
 * Runs small lookups on the network's threads while the data is in memory, and all others on threads of their own: no
 * request then waits for another's disk, or for another's thousands of rows.
 *
 * @param isInMemory whether reads are sure not to wait for the disk
 * @param isTooMuchUnread whether answers that clients don't read take as much memory as they may
 */
record ChosenQueue(
        LookupQueue onNetworkThreads,
        LookupQueue onOwnThreads,
        BooleanSupplier isInMemory,
        BooleanSupplier isTooMuchUnread)
        implements LookupQueue {
    /** Up to this many rows take less than a few milliseconds. */
    private static final int SMALL = 256;

    /** Where the network's threads have too much to do, whatever comes would wait for them; or its answer would have no room. */
    @Override
    public boolean isFull() {
        return onNetworkThreads.isFull() || isTooMuchUnread.getAsBoolean();
    }

    @Override
    public void submit(int rows, Runnable lookup, Runnable refusal) {
        LookupQueue chosen = rows <= SMALL && isInMemory.getAsBoolean() ? onNetworkThreads : onOwnThreads;
        chosen.submit(rows, lookup, refusal);
    }
}
