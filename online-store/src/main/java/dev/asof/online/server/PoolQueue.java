package dev.asof.online.server;

import dev.asof.online.grpc.LookupQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;

/** Runs lookups on threads of their own, which may wait for the disk; more than those and their queue take are refused. */
record PoolQueue(ThreadPoolExecutor threads) implements LookupQueue {
    @Override
    public boolean isFull() {
        return false;
    }

    @Override
    public void submit(int rows, Runnable lookup, Runnable refusal) {
        try {
            threads.execute(lookup);
        } catch (RejectedExecutionException full) {
            refusal.run();
        }
    }
}
