package dev.asof.offline.sweep;

import java.util.List;

/** The events that views are asked about, ready for the answers. To be closed; used by one thread at a time. */
public final class ScannedEvents implements AutoCloseable {
    private final Workers workers;
    private final EventMemory held;
    private final List<ViewQuestions> views;
    private final List<GroupEvents> groups;
    private final List<FileReport> files;
    private final ProgressCount answered;

    ScannedEvents(
            Workers workers,
            EventMemory held,
            List<ViewQuestions> views,
            List<GroupEvents> groups,
            List<FileReport> files,
            ProgressCount answered) {
        this.workers = workers;
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

    /** Answers all questions; per view that is asked, in that order, its answers. */
    public List<ViewAnswers> answer() {
        return answer(0, Integer.MAX_VALUE);
    }

    /**
     * Answers the questions from {@code from} to {@code to}, exclusive, of each view. Events are put in order for each call,
     * so that few calls are best, and are forgotten with the one that reaches the last question.
     *
     * @throws dev.asof.registry.error.AsofException {@code IO_FAILED}
     * @throws java.util.concurrent.CancellationException if the observer or an interruption says to stop
     */
    public List<ViewAnswers> answer(int from, int to) {
        ViewAnswers[] answers = new ViewAnswers[views.size()];
        boolean isLast = views.stream().allMatch(view -> view.size() <= to);
        for (GroupEvents events : groups) {
            GroupAnswering answering = new GroupAnswering(events.group().rows(from, to), events, answered);
            workers.run(answering.tasks());
            List<ViewAnswers> found = answering.answers();
            for (int i = 0; i < found.size(); i++) {
                answers[views.indexOf(events.group().views().get(i))] = found.get(i);
            }
            if (isLast) {
                events.clear();
            }
        }
        return List.of(answers);
    }

    @Override
    public void close() {
        held.close();
    }
}
