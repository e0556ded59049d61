package dev.asof.online.state.bulk;

import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Work that another thread does for a load. */
public final class LoadWork {
    private LoadWork() {}

    /** A thread of its own, which does one thing after the other. */
    public static ExecutorService thread(String name) {
        return Executors.newSingleThreadExecutor(
                Thread.ofPlatform().name(name).daemon().factory());
    }

    /**
     * What the work gave, or threw.
     *
     * @throws AsofException SERVER_UNAVAILABLE if this thread is interrupted meanwhile
     */
    public static <T> T await(Future<T> work) {
        try {
            return work.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AsofException(
                    ErrorCode.SERVER_UNAVAILABLE, "Cannot load: the load was interrupted. Run 'asof load' again.", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e);
        }
    }
}
