package dev.asof.offline.sweep;

import dev.asof.offline.input.DataFile;
import dev.asof.offline.input.SourceInput;
import dev.asof.registry.quarantine.QuarantineFolder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Answers questions to feature views from the files of their sources. Each source is scanned once for all views; memory
 * holds the events of one source at a time, of the entities asked about only. The answers do not depend on the number of
 * threads. Used by one thread at a time.
 */
public final class PointInTimeSweep {
    private final Workers workers;
    private final Optional<QuarantineFolder> quarantine;
    private final SweepObserver observer;

    /** @param quarantine where rows go that violate a contract which says so; empty only counts them */
    public PointInTimeSweep(Workers workers, Optional<QuarantineFolder> quarantine, SweepObserver observer) {
        this.workers = workers;
        this.quarantine = quarantine;
        this.observer = observer;
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
            int[] ofSource = viewsOf(input, views);
            SourceScan scan = new SourceScan(
                    input, IntStream.of(ofSource).mapToObj(views::get).toList(), quarantine, scanned);
            files.addAll(scan.run(workers));
            answer(scan, ofSource, views, answered, answers);
        }
        return new SweepResult(List.of(answers), files);
    }

    private void answer(
            SourceScan scan,
            int[] ofSource,
            List<ViewQuestions> views,
            ProgressCount answered,
            SweepResult.ViewAnswers[] answers) {
        for (int i = 0; i < ofSource.length; i++) {
            ViewAnswering answering =
                    new ViewAnswering(views.get(ofSource[i]), scan.takeChunks(i), workers.threads(), answered);
            workers.run(answering.tasks());
            answers[ofSource[i]] = new SweepResult.ViewAnswers(answering.values(), answering.errors());
        }
    }

    private static int[] viewsOf(SourceInput input, List<ViewQuestions> views) {
        return IntStream.range(0, views.size())
                .filter(i -> views.get(i).program().contract().source().equals(input.source()))
                .toArray();
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
