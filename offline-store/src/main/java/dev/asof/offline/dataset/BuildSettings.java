package dev.asof.offline.dataset;

import dev.asof.offline.guard.LeakPolicy;
import dev.asof.offline.input.InputChoice;
import dev.asof.offline.sweep.MemoryLimit;
import dev.asof.offline.sweep.SweepObserver;
import dev.asof.registry.quarantine.QuarantineFolder;
import dev.asof.registry.repository.FeatureRepository;
import dev.asof.registry.repository.TableFormat;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How training sets are built. None of it changes a value, but the choice of inputs.
 *
 * @param threads at least 1; the output is the same bytes for any number
 * @param memoryBytes how much memory to use, about; as much as the JVM's heap may grow to where it is empty
 * @param format of the training set's file
 * @param leaks what is looked for before events are read
 * @param quarantine where rows go that violate a contract which says so; empty only counts them
 * @param gitCommit the commit of the definitions, for the manifest
 */
public record BuildSettings(
        int threads,
        OptionalLong memoryBytes,
        TableFormat format,
        InputChoice inputs,
        StatusColumns statuses,
        LeakPolicy leaks,
        Optional<QuarantineFolder> quarantine,
        Optional<String> gitCommit,
        SweepObserver observer) {

    /** @throws IllegalArgumentException if there is no thread */
    public BuildSettings {
        if (threads < 1) {
            throw new IllegalArgumentException("A build needs a thread");
        }
    }

    /** So many threads, all of the heap, Parquet, all inputs, no statuses, warnings of leaks, nothing quarantined, nobody watching. */
    public static BuildSettings of(int threads) {
        return new BuildSettings(
                threads,
                OptionalLong.empty(),
                TableFormat.PARQUET,
                InputChoice.ALL,
                StatusColumns.LEFT_OUT,
                LeakPolicy.WARN,
                Optional.empty(),
                Optional.empty(),
                SweepObserver.NONE);
    }

    public BuildSettings withThreads(int count) {
        return new BuildSettings(count, memoryBytes, format, inputs, statuses, leaks, quarantine, gitCommit, observer);
    }

    public BuildSettings withMemoryBytes(long bytes) {
        return new BuildSettings(
                threads, OptionalLong.of(bytes), format, inputs, statuses, leaks, quarantine, gitCommit, observer);
    }

    public BuildSettings with(TableFormat output) {
        return new BuildSettings(
                threads, memoryBytes, output, inputs, statuses, leaks, quarantine, gitCommit, observer);
    }

    public BuildSettings with(InputChoice choice) {
        return new BuildSettings(
                threads, memoryBytes, format, choice, statuses, leaks, quarantine, gitCommit, observer);
    }

    public BuildSettings with(StatusColumns columns) {
        return new BuildSettings(threads, memoryBytes, format, inputs, columns, leaks, quarantine, gitCommit, observer);
    }

    public BuildSettings with(LeakPolicy policy) {
        return new BuildSettings(
                threads, memoryBytes, format, inputs, statuses, policy, quarantine, gitCommit, observer);
    }

    public BuildSettings with(QuarantineFolder folder) {
        return new BuildSettings(
                threads, memoryBytes, format, inputs, statuses, leaks, Optional.of(folder), gitCommit, observer);
    }

    public BuildSettings withGitCommit(String commit) {
        return new BuildSettings(
                threads, memoryBytes, format, inputs, statuses, leaks, quarantine, Optional.of(commit), observer);
    }

    public BuildSettings with(SweepObserver watching) {
        return new BuildSettings(
                threads, memoryBytes, format, inputs, statuses, leaks, quarantine, gitCommit, watching);
    }

    /** The memory that a build in this JVM may use: an eighth is for the collector, which needs room to move things, and for what nobody counts. */
    MemoryLimit memory(FeatureRepository repository) {
        long heap = Runtime.getRuntime().maxMemory();
        return new MemoryLimit(Math.min(heap, memoryBytes.orElse(heap)) / 8 * 7, 0, repository.spillFolder());
    }
}
