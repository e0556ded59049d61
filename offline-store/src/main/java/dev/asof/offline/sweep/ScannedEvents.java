package dev.asof.offline.sweep;

import java.util.List;

/** The events that views are asked about, ready for the answers. To be closed; used by one thread at a time. */
public final class ScannedEvents implements AutoCloseable {
    private final Workers workers;
    private final MemoryLimit memory;
    private final EventMemory held;
    private final List<ViewQuestions> views;
    private final List<GroupEvents> groups;
    private final List<FileReport> files;
    private final ProgressCount answered;

    ScannedEvents(
            Workers workers,
            MemoryLimit memory,
            EventMemory held,
            List<ViewQuestions> views,
            List<GroupEvents> groups,
            List<FileReport> files,
            ProgressCount answered) {
        this.workers = workers;
        this.memory = memory;
        this.held = held;
        this.views = List.copyOf(views);
        this.groups = List.copyOf(groups);
        this.files = List.copyOf(files);
        this.answered = answered;
    }

    /** What was found in each file of each source. */
    public List<FileReport> files() {
        return files;
    }

    /** About how long a text of the events is, those of the column and file where they are longest; 0 of no text. */
    public long textBytes() {
        return held.textBytes();
    }

    /** Answers all questions; per view that is asked, in that order, its answers. */
    public List<ViewAnswers> answer() {
        return answer(Integer.MAX_VALUE).window(0);
    }

    /**
     * Answers all questions, and forgets the events. To be called once.
     *
     * @param window how many of the questions of each view are wanted at a time; where these are not all of them, the
     *     answers go to a file
     * @throws dev.asof.registry.error.AsofException {@code IO_FAILED}
     * @throws java.util.concurrent.CancellationException if the observer or an interruption says to stop
     */
    public Answers answer(int window) {
        ViewTarget[] targets = new ViewTarget[views.size()];
        for (GroupEvents events : groups) {
            GroupAnswering answering = new GroupAnswering(events, window, answered);
            answering.run(workers, memory);
            for (int i = 0; i < answering.targets().size(); i++) {
                targets[views.indexOf(events.group().views().get(i))] =
                        answering.targets().get(i);
            }
            events.clear();
        }
        List<ViewTarget> all = List.of(targets);
        return number ->
                all.stream().map(target -> target.window(number, workers)).toList();
    }

    /** Answers, as many at a time as were asked for. Until the events are closed; used by one thread at a time. */
    public interface Answers {

        /**
         * Those to some of the questions.
         *
         * @param number of these questions, from 0
         * @return per view that is asked, in that order, its answers
         */
        List<ViewAnswers> window(int number);
    }

    @Override
    public void close() {
        held.close();
    }
}
