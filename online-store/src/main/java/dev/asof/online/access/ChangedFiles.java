package dev.asof.online.access;

import dev.asof.registry.diagnostic.FileProblem;
import dev.asof.registry.error.AsofException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.security.GeneralSecurityException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads files again within seconds of a change. What cannot be read leaves what was there in force, and the log says so, once for
 * each reason. Thread-safe.
 */
final class ChangedFiles implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ChangedFiles.class);
    private static final long SECONDS_BETWEEN_READS = 10;

    private final String what;
    private final Reading reading;
    private final ScheduledExecutorService thread;
    private Optional<String> warning = Optional.empty();

    /** Takes up what has changed. */
    @FunctionalInterface
    interface Reading {
        void readChanged() throws IOException, GeneralSecurityException;
    }

    private ChangedFiles(String what, Reading reading) {
        this.what = what;
        this.reading = reading;
        this.thread = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("asof-file-reader").daemon().factory());
    }

    /** @param what stays as it was where a file cannot be read, in the plural, for people */
    static ChangedFiles watch(String what, Reading reading) {
        ChangedFiles files = new ChangedFiles(what, reading);
        files.thread.scheduleWithFixedDelay(
                files::read, SECONDS_BETWEEN_READS, SECONDS_BETWEEN_READS, TimeUnit.SECONDS);
        return files;
    }

    /** Reads what has changed; what the log says last, if anything cannot be read. */
    synchronized Optional<String> read() {
        Optional<String> before = warning;
        try {
            reading.readChanged();
            warning = Optional.empty();
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            warning = Optional.of(what + " stay as they were: " + reason(e));
        }
        if (!warning.equals(before)) {
            warning.ifPresent(text -> LOG.warn("{}", text));
        }
        return warning;
    }

    /** What is at the bottom of a failure, for people; its kind where it has no words. */
    static String reason(Throwable failure) {
        Throwable first = failure;
        while (!(first instanceof AsofException) && first.getCause() != null) {
            first = first.getCause();
        }
        return switch (first) {
            case FileSystemException file -> "cannot read " + file.getFile() + ": " + FileProblem.reason(file);
            case IOException other -> FileProblem.reason(other);
            default ->
                Objects.requireNonNullElse(first.getMessage(), first.getClass().getSimpleName());
        };
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
