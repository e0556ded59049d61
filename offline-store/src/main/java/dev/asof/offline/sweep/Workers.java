package dev.asof.offline.sweep;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** A fixed number of threads for the tasks of one build. To be closed; used by one thread at a time. */
public final class Workers implements AutoCloseable {
    private final int threads;
    private final ExecutorService executor;

    /** @param threads at least 1 */
    public Workers(int threads) {
        this.threads = threads;
        AtomicInteger number = new AtomicInteger();
        this.executor = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, "asof-worker-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    public int threads() {
        return threads;
    }

    /**
     * Runs all tasks. If one fails, those that have not begun are dropped, those that run are interrupted and awaited, and
     * the failure is thrown.
     *
     * @throws CancellationException if this thread is interrupted meanwhile; its interrupt flag stays set
     */
    public void run(List<Runnable> tasks) {
        run(tasks, Integer.MAX_VALUE);
    }

    /**
     * Runs all tasks, at most {@code atOnce} of them at any time.
     *
     * @param atOnce at least 1
     */
    public void run(List<Runnable> tasks, int atOnce) {
        ExecutorCompletionService<Void> completion = new ExecutorCompletionService<>(executor);
        List<Future<Void>> futures = new ArrayList<>();
        Iterator<Runnable> next = tasks.iterator();
        try {
            for (int running = 0; running > 0 || next.hasNext(); running--) {
                while (next.hasNext() && running < atOnce) {
                    futures.add(completion.submit(next.next(), null));
                    running++;
                }
                completion.take().get();
            }
        } catch (InterruptedException e) {
            stop(futures);
            Thread.currentThread().interrupt();
            throw new CancellationException("The build was interrupted");
        } catch (ExecutionException e) {
            stop(futures);
            throw unwrapped(e);
        }
    }

    private void stop(List<Future<Void>> futures) {
        futures.forEach(future -> future.cancel(true));
        executor.shutdownNow();
        executor.close();
    }

    private static RuntimeException unwrapped(ExecutionException e) {
        return switch (e.getCause()) {
            case RuntimeException failure -> failure;
            case Error error -> throw error;
            case null, default -> new IllegalStateException(e);
        };
    }

    @Override
    public void close() {
        executor.shutdownNow();
        executor.close();
    }
}
