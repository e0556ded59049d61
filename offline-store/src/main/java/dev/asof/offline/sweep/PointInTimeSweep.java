package dev.asof.offline.sweep;

import dev.asof.offline.input.DataFile;
import dev.asof.offline.input.SourceInput;
import dev.asof.registry.quarantine.QuarantineFolder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Answers questions to feature views from the files of their sources. Each source is scanned once for all views; memory
 * holds the events of one source at a time, of the entities asked about only, and a file those that exceed its limit. The
 * answers do not depend on the number of threads or the limit. Used by one thread at a time.
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
     * Answers all questions.
     *
     * @param inputs the sources of all views, each once
     * @throws dev.asof.registry.error.AsofException {@code CONTRACT_VIOLATION}, {@code INVALID_INPUT_FILE}, {@code
     *     IO_FAILED}
     * @throws java.util.concurrent.CancellationException if the observer or an interruption says to stop
     */
    public SweepResult answer(List<SourceInput> inputs, List<ViewQuestions> views) {
        ProgressCount scanned = new ProgressCount(observer, SweepObserver.Phase.SCAN, rowCount(inputs));
        ProgressCount answered = new ProgressCount(observer, SweepObserver.Phase.ANSWER, questionCount(views));
        SweepResult.ViewAnswers[] answers = new SweepResult.ViewAnswers[views.size()];
        List<FileReport> files = new ArrayList<>();
        for (SourceInput input : inputs) {
            ProgressCount.requireWanted(observer);
            try (EventMemory held = new EventMemory(memory.eventBytes(workers.threads()), memory.folder())) {
                List<GroupEvents> groups = groups(input, views, held);
                files.addAll(new SourceScan(input, groups, quarantine, scanned).run(workers));
                for (GroupEvents events : groups) {
                    GroupAnswering answering = new GroupAnswering(events, answered);
                    workers.run(answering.tasks());
                    put(events.group(), answering.answers(), views, answers);
                    events.clear();
                }
            }
        }
        return new SweepResult(List.of(answers), files);
    }

    private List<GroupEvents> groups(SourceInput input, List<ViewQuestions> views, EventMemory held) {
        List<ViewQuestions> ofSource = views.stream()
                .filter(view -> view.program().contract().source().equals(input.source()))
                .toList();
        long rows = rowCount(List.of(input));
        return ViewGroup.of(ofSource).stream()
                .map(group -> new GroupEvents(
                        group, EntityPartitions.of(group.first().entities().size(), rows, workers.threads()), held))
                .toList();
    }

    private static void put(
            ViewGroup group,
            List<SweepResult.ViewAnswers> found,
            List<ViewQuestions> views,
            SweepResult.ViewAnswers[] answers) {
        for (int i = 0; i < found.size(); i++) {
            answers[views.indexOf(group.views().get(i))] = found.get(i);
        }
    }

    private static long rowCount(List<SourceInput> inputs) {
        return inputs.stream()
                .flatMap(input -> input.files().stream())
                .map(DataFile::parquet)
                .mapToLong(file -> file.rowCount())
                .sum();
    }

    private static long questionCount(List<ViewQuestions> views) {
        return views.stream().mapToLong(ViewQuestions::size).sum();
    }
}
