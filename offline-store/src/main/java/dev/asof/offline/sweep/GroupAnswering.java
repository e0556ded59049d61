package dev.asof.offline.sweep;

import dev.asof.offline.column.HeapRoom;
import dev.asof.registry.compute.program.EntitySight;
import dev.asof.registry.compute.program.FeatureProgram;
import dev.asof.registry.compute.program.Questions;
import dev.asof.registry.compute.program.Timelines;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Answers the questions to a group of views from their events, partition by partition of the entities. */
final class GroupAnswering {
    private final ViewGroup group;
    private final EntityPartitions partitions;
    private final GroupEvents events;
    private final ProgressCount progress;
    private final EntityPartitions.PartitionedRows questions;
    private final Map<String, SharedTexts> texts;
    private final List<GatheredAnswers> targets;

    GroupAnswering(GroupEvents events, AnswerRoom room, ProgressCount progress) {
        this.group = events.group();
        this.partitions = events.partitions();
        this.events = events;
        this.progress = progress;
        this.texts = events.texts();
        this.questions = partitions.split(group.first().entity());
        this.targets = group.views().stream()
                .map(view -> new GatheredAnswers(view, questions, room, events::file))
                .toList();
    }

    /**
     * Answers all questions.
     *
     * @throws dev.asof.registry.error.AsofException {@code LIMIT_EXCEEDED} if the events of a partition don't fit into memory
     */
    void run(Workers workers, MemoryLimit memory) {
        AnsweringBytes bytes = AnsweringBytes.of(group);
        long bytesEach = events.largestPartitionBytes(bytes) + mostQuestions() * bytes.ofQuestion();
        if (memory.isMuch(bytesEach)) {
            events.spillAll();
        }
        long answerBytes = Math.min(memory.answerBytes(), questions.rows().length * bytes.ofQuestion());
        HeapRoom.require(
                bytesEach + answerBytes + questions.bytes() + memory.takenBytes(),
                "the observations, the answers that are held and the events of entities that are answered together");
        workers.run(tasks(), memory.atOnce(workers.threads(), bytesEach));
    }

    /** How many questions the partition has that has most of them. */
    private int mostQuestions() {
        int most = 0;
        for (int partition = 0; partition < partitions.count(); partition++) {
            most = Math.max(most, questions.starts()[partition + 1] - questions.starts()[partition]);
        }
        return most;
    }

    private List<Runnable> tasks() {
        List<Runnable> tasks = new ArrayList<>();
        for (int partition = 0; partition < partitions.count(); partition++) {
            int number = partition;
            tasks.add(() -> answer(number));
        }
        return tasks;
    }

    /** The answers of each view of the group, complete when all tasks are done. */
    List<GatheredAnswers> targets() {
        return targets;
    }

    private void answer(int partition) {
        Questions asked = questions(partition);
        List<Timelines> timelines = timelines(partition, asked);
        for (int i = 0; i < targets.size(); i++) {
            targets.get(i).answer(partition, timelines.get(i), asked);
            progress.advance(asked.size());
        }
    }

    private List<Timelines> timelines(int partition, Questions asked) {
        int views = group.views().size();
        int entities = partitions.size(partition);
        List<EventChunk> chunks = events.chunks(partition);
        if (chunks.stream().allMatch(chunk -> chunk.views().cardinality() == views)) {
            return timelines(events(partition, chunks, group.programs()), asked, entities);
        }
        List<Timelines> timelines = new ArrayList<>();
        for (int i = 0; i < views; i++) {
            int view = i;
            FeatureProgram program = group.programs().get(view);
            List<EventChunk> ofView =
                    chunks.stream().filter(chunk -> chunk.views().get(view)).toList();
            timelines.addAll(
                    FeatureProgram.timelines(List.of(program), events(partition, ofView, List.of(program)), entities));
        }
        return timelines;
    }

    /** The events are all of all views; of these those that can matter are enough. */
    private List<Timelines> timelines(PartitionEvents all, Questions asked, int entities) {
        PartitionEvents seen = EntitySight.of(group.programs(), asked, entities)
                .map(sight -> all.only(sight.among(all.entity(), all.times())))
                .orElse(all);
        return FeatureProgram.timelines(group.programs(), seen, entities);
    }

    private PartitionEvents events(int partition, List<EventChunk> of, List<FeatureProgram> programs) {
        return PartitionEvents.of(
                of,
                partition,
                PartitionEvents.columnsOf(programs),
                group.first().program().roles().eventTime(),
                texts);
    }

    /**
     * The partition's questions, entity by entity so that the events of one are near each other. Their targets are their
     * positions among the questions of the partition.
     */
    private Questions questions(int partition) {
        ViewQuestions asked = group.first();
        int from = questions.starts()[partition];
        long[] order = new long[questions.starts()[partition + 1] - from];
        for (int i = 0; i < order.length; i++) {
            order[i] = (long) questions.local()[from + i] << Integer.SIZE | i;
        }
        Arrays.sort(order);
        int[] entity = new int[order.length];
        int[] position = new int[order.length];
        int[] rows = new int[order.length];
        for (int i = 0; i < order.length; i++) {
            entity[i] = (int) (order[i] >>> Integer.SIZE);
            position[i] = (int) order[i];
            rows[i] = questions.rows()[from + position[i]];
        }
        return new Questions(
                entity,
                gather(asked.asOf(), rows),
                gather(asked.knownAt(), rows),
                gather(asked.acceptedBy(), rows),
                position);
    }

    private static long[] gather(long[] values, int[] rows) {
        long[] gathered = new long[rows.length];
        for (int i = 0; i < rows.length; i++) {
            gathered[i] = values[rows[i]];
        }
        return gathered;
    }
}
