package dev.asof.online;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Archives again and again, in the background. */
final class ArchiveSchedule implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ArchiveSchedule.class);

    private final ScheduledExecutorService executor;

    private final ScheduledFuture<?> again;

    private ArchiveSchedule(ScheduledExecutorService executor, ScheduledFuture<?> again) {
        this.executor = executor;
        this.again = again;
    }

    static ArchiveSchedule start(Duration every, Runnable archiving) {
        ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("asof-archive").daemon().factory());
        ScheduledFuture<?> again = executor.scheduleWithFixedDelay(
                () -> attempt(archiving), every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
        return new ArchiveSchedule(executor, again);
    }

    private static void attempt(Runnable archiving) {
        try {
            archiving.run();
        } catch (RuntimeException e) {
            LOG.warn("Archiving failed and is tried again: {}", e.getMessage());
        }
    }

    /** Waits for what is under way, and stops. */
    @Override
    public void close() {
        again.cancel(false);
        executor.close();
    }
}
