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

    /** Answers all questions; per view that is asked, in that order, its answers. To be called once, instead of {@link #answer(int)}. */
    public List<ViewAnswers> answer() {
        return gather(new AnswerRoom(Long.MAX_VALUE, Integer.MAX_VALUE)).stream()
                .map(each -> each.allRows(workers))
                .toList();
    }

    /**
     * Answers all questions, and forgets the events. To be called once.
     *
     * @param partRows of so many questions, or of several times as many, answers are asked for at a time
     * @throws dev.asof.registry.error.AsofException {@code IO_FAILED}
     * @throws java.util.concurrent.CancellationException if the observer or an interruption says to stop
     */
    public Answers answer(int partRows) {
        AnswerRoom room = new AnswerRoom(memory.answerBytes(), partRows);
        return new Answers(gather(room), room, workers);
    }

    private List<GatheredAnswers> gather(AnswerRoom room) {
        GatheredAnswers[] targets = new GatheredAnswers[views.size()];
        for (GroupEvents events : groups) {
            GroupAnswering answering = new GroupAnswering(events, room, answered);
            answering.run(workers, memory);
            for (int i = 0; i < answering.targets().size(); i++) {
                targets[views.indexOf(events.group().views().get(i))] =
                        answering.targets().get(i);
            }
            events.clear();
        }
        return List.of(targets);
    }

    /** Answers to all questions, some of which may be in a file. Until the events are closed; used by one thread at a time. */
    public static final class Answers {
        private final List<GatheredAnswers> views;
        private final AnswerRoom room;
        private final Workers workers;

        private Answers(List<GatheredAnswers> views, AnswerRoom room, Workers workers) {
            this.views = views;
            this.room = room;
            this.workers = workers;
        }

        /** About the bytes of a row's texts and lists, in the part of the rows where they are longest. */
        public long textBytesOfRow() {
            return views.stream().mapToLong(GatheredAnswers::textBytesOfRow).sum();
        }

        /**
         * About the bytes of what stays in memory while so many answers are given at a time, besides those: the others, and which rows they are of.
         */
        public long heldBytes(int rowCount) {
            long places = views.stream()
                    .map(GatheredAnswers::places)
                    .distinct()
                    .mapToLong(EntityPartitions.PartitionedRows::bytes)
                    .sum();
            return places + (views.stream().allMatch(view -> view.givesAll(rowCount)) ? 0 : room.heldBytes());
        }

        /**
         * Those to some of the questions, of which each is asked for once.
         *
         * @param from where a part begins
         * @param to where one ends, exclusive
         * @return per view that is asked, in that order, its answers
         */
        public List<ViewAnswers> rows(int from, int to) {
            return views.stream().map(view -> view.rows(from, to, workers)).toList();
        }
    }

    @Override
    public void close() {
        held.close();
    }
}
