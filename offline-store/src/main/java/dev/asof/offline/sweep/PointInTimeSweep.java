package dev.asof.offline.sweep;

import dev.asof.offline.input.DataFile;
import dev.asof.offline.input.SourceInput;
import dev.asof.registry.quarantine.QuarantineFolder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Answers questions to feature views from the files of their sources. Each source is scanned once for all views; memory
 * holds the events of the entities asked about only, and a file those that exceed its limit. The answers do not depend on
 * the number of threads or the limit. Used by one thread at a time.
 */
public final class PointInTimeSweep {
    private final Workers workers;
    private final Optional<QuarantineFolder> quarantine;
    private final SweepObserver observer;
    private final MemoryLimit memory;

    /** @param quarantine where rows go that violate a contract which says so; empty only counts them */
    public PointInTimeSweep(
            Workers workers, Optional<QuarantineFolder> quarantine, SweepObserver observer, MemoryLimit memory) {
        this.workers = workers;
        this.quarantine = quarantine;
        this.observer = observer;
        this.memory = memory;
    }

    /**
     * Finds the events that the questions are about.
     *
     * @param inputs the sources of all views, each once
     * @throws dev.asof.registry.error.AsofException {@code CONTRACT_VIOLATION}, {@code INVALID_INPUT_FILE}, {@code
     *     IO_FAILED}
     * @throws java.util.concurrent.CancellationException if the observer or an interruption says to stop
     */
    public ScannedEvents scan(List<SourceInput> inputs, List<ViewQuestions> views) {
        ProgressCount scanned = new ProgressCount(observer, SweepObserver.Phase.SCAN, rowCount(inputs));
        EventMemory held = new EventMemory(memory.eventBytes(), workers.threads(), memory.folder());
        List<GroupEvents> all = groups(inputs, views, held);
        List<FileReport> files = new ArrayList<>();
        try {
            for (SourceInput input : inputs) {
                ProgressCount.requireWanted(observer);
                List<GroupEvents> readers = all.stream()
                        .filter(events -> events.group().sources().contains(input.source()))
                        .toList();
                files.addAll(new SourceScan(input, readers, quarantine, scanned).run(workers));
            }
            return new ScannedEvents(
                    workers,
                    memory,
                    held,
                    views,
                    all,
                    files,
                    new ProgressCount(observer, SweepObserver.Phase.ANSWER, questionCount(views)));
        } catch (RuntimeException | Error e) {
            held.close();
            throw e;
        }
    }

    private List<GroupEvents> groups(List<SourceInput> inputs, List<ViewQuestions> views, EventMemory held) {
        return ViewGroup.of(views).stream()
                .map(group -> new GroupEvents(
                        group,
                        EntityPartitions.of(
                                group.first().entities().size(),
                                rowCount(readBy(group, inputs)),
                                group.first().size(),
                                workers.threads()),
                        held))
                .toList();
    }

    private static List<SourceInput> readBy(ViewGroup group, List<SourceInput> inputs) {
        return inputs.stream()
                .filter(input -> group.sources().contains(input.source()))
                .toList();
    }

    private static long rowCount(List<SourceInput> inputs) {
        return inputs.stream()
                .flatMap(input -> input.files().stream())
                .map(DataFile::table)
                .mapToLong(file -> file.rowCount())
                .sum();
    }

    private static long questionCount(List<ViewQuestions> views) {
        return views.stream().mapToLong(ViewQuestions::size).sum();
    }
}
