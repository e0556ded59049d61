package dev.asof.online;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does something again and again, in the background. */
final class Schedule implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Schedule.class);

    private final ScheduledExecutorService executor;

    private final ScheduledFuture<?> again;

    private Schedule(ScheduledExecutorService executor, ScheduledFuture<?> again) {
        this.executor = executor;
        this.again = again;
    }

    /** @param name of what is done, for the thread and for the log */
    static Schedule start(String name, Duration every, Runnable action) {
        ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("asof-" + name).daemon().factory());
        ScheduledFuture<?> again = executor.scheduleWithFixedDelay(
                () -> attempt(name, action), every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
        return new Schedule(executor, again);
    }

    private static void attempt(String name, Runnable action) {
        try {
            action.run();
        } catch (RuntimeException e) {
            LOG.warn("The background task '{}' failed and is tried again: {}", name, e.getMessage());
        } catch (Error e) {
            // Thrown on, it would end the task for good, and nobody would learn of it.
            LOG.error("The background task '{}' failed and is tried again", name, e);
        }
    }

    /** Interrupts what is under way, waits until it has ended, and stops. */
    void interrupt() {
        executor.shutdownNow();
        executor.close();
    }

    /** Waits for what is under way, and stops. */
    @Override
    public void close() {
        again.cancel(false);
        executor.close();
    }
}
