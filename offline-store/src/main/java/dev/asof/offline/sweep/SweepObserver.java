package dev.asof.offline.sweep;

/** Follows a sweep, and can stop it. Called from any of its threads. */
public interface SweepObserver {
    /** Follows nothing and stops nothing. */
    SweepObserver NONE = progress -> {};

    /** What is being counted. */
    enum Phase {
        /** Rows of source files. */
        SCAN,
        /** Questions, once per view. */
        ANSWER,
        /** Rows of the output. */
        WRITE
    }

    /** So much of a phase is done; {@code done <= total}, and grows. */
    record Progress(Phase phase, long done, long total) {}

    void progressed(Progress progress);

    /** Whether to stop: then the sweep throws a {@link java.util.concurrent.CancellationException} soon. */
    default boolean isCancelled() {
        return false;
    }
}
