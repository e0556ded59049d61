package dev.asof.offline.sweep;

import dev.asof.registry.compute.event.EventRows;
import dev.asof.registry.compute.program.FeatureProgram;
import dev.asof.registry.compute.program.Questions;
import dev.asof.registry.compute.program.Timelines;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Answers the questions to a group of views from their events, partition by partition of the entities. */
final class GroupAnswering {
    private final ViewGroup group;
    private final EntityPartitions partitions;
    private final GroupEvents events;
    private final ProgressCount progress;
    private final EntityPartitions.PartitionedRows questions;
    private final List<ViewTarget> targets;

    /** @param group the views, with the questions to be answered now */
    GroupAnswering(ViewGroup group, GroupEvents events, ProgressCount progress) {
        this.group = group;
        this.partitions = events.partitions();
        this.events = events;
        this.progress = progress;
        this.questions = partitions.split(group.first().entity());
        this.targets = group.views().stream().map(ViewTarget::new).toList();
    }

    /** The work; all tasks may run at the same time. */
    List<Runnable> tasks() {
        List<Runnable> tasks = new ArrayList<>();
        for (int partition = 0; partition < partitions.count(); partition++) {
            int number = partition;
            tasks.add(() -> answer(number));
        }
        return tasks;
    }

    /** The answers of each view of the group, complete when all tasks are done. */
    List<ViewAnswers> answers() {
        return targets.stream().map(ViewTarget::answers).toList();
    }

    private void answer(int partition) {
        Questions asked = questions(partition);
        List<Timelines> timelines = timelines(partition);
        for (int i = 0; i < targets.size(); i++) {
            targets.get(i).answer(timelines.get(i), asked);
            progress.advance(asked.size());
        }
    }

    private List<Timelines> timelines(int partition) {
        int views = group.views().size();
        int entities = partitions.size(partition);
        List<EventChunk> chunks = events.chunks(partition);
        if (chunks.stream().allMatch(chunk -> chunk.views().cardinality() == views)) {
            return FeatureProgram.timelines(group.programs(), rows(partition, chunks, group.programs()), entities);
        }
        List<Timelines> timelines = new ArrayList<>();
        for (int i = 0; i < views; i++) {
            int view = i;
            FeatureProgram program = group.programs().get(view);
            List<EventChunk> ofView =
                    chunks.stream().filter(chunk -> chunk.views().get(view)).toList();
            timelines.add(program.timelines(rows(partition, ofView, List.of(program)), entities));
        }
        return timelines;
    }

    private static EventRows rows(int partition, List<EventChunk> of, List<FeatureProgram> programs) {
        return PartitionEvents.join(of, partition, PartitionEvents.columnsOf(programs));
    }

    /** The partition's questions, entity by entity so that the events of one are near each other. */
    private Questions questions(int partition) {
        ViewQuestions asked = group.first();
        int from = questions.starts()[partition];
        int to = questions.starts()[partition + 1];
        long[] order = new long[to - from];
        for (int i = 0; i < order.length; i++) {
            int row = questions.rows()[from + i];
            order[i] = (long) partitions.local(asked.entity()[row]) << Integer.SIZE | row;
        }
        Arrays.sort(order);
        int[] entity = new int[order.length];
        int[] target = new int[order.length];
        for (int i = 0; i < order.length; i++) {
            entity[i] = (int) (order[i] >>> Integer.SIZE);
            target[i] = (int) order[i];
        }
        return new Questions(
                entity,
                gather(asked.asOf(), target),
                gather(asked.knownAt(), target),
                gather(asked.acceptedBy(), target),
                target);
    }

    private static long[] gather(long[] values, int[] rows) {
        long[] gathered = new long[rows.length];
        for (int i = 0; i < rows.length; i++) {
            gathered[i] = values[rows[i]];
        }
        return gathered;
    }
}
