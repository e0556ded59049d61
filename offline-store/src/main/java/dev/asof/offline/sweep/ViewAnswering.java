package dev.asof.offline.sweep;

import dev.asof.offline.column.ColumnPiece;
import dev.asof.registry.compute.event.EventRows;
import dev.asof.registry.compute.program.ExpressionErrors;
import dev.asof.registry.compute.program.FeatureProgram;
import dev.asof.registry.compute.program.FeatureSpec;
import dev.asof.registry.compute.program.Questions;
import dev.asof.registry.compute.program.Timelines;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.Schema;
import dev.asof.registry.compute.value.FeatureValues;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Answers the questions to one view from its events, partition by partition of the entities. */
final class ViewAnswering {
    private static final int PARTITIONS_PER_THREAD = 4;
    private static final long EVENTS_PER_PARTITION = 1 << 20;

    private final ViewQuestions view;
    private final List<EventChunk> chunks;
    private final ProgressCount progress;
    private final EntityPartitions partitions;
    private final List<EntityPartitions.PartitionedRows> events;
    private final EntityPartitions.PartitionedRows questions;
    private final List<FeatureValues> values = new ArrayList<>();
    private ExpressionErrors errors;

    ViewAnswering(ViewQuestions view, List<EventChunk> chunks, int threads, ProgressCount progress) {
        this.view = view;
        this.chunks = chunks;
        this.progress = progress;
        this.partitions = new EntityPartitions(view.entities().size(), partitionCount(chunks, threads));
        this.events =
                chunks.stream().map(chunk -> partitions.split(chunk.entity())).toList();
        this.questions = partitions.split(view.entity());
        FeatureProgram program = view.program();
        for (FeatureSpec feature : program.features()) {
            values.add(new FeatureValues(feature.type(), view.size()));
        }
        this.errors = ExpressionErrors.none(program.features().size());
    }

    private static int partitionCount(List<EventChunk> chunks, int threads) {
        long events = chunks.stream().mapToLong(chunk -> chunk.entity().length).sum();
        return (int) Math.max((long) threads * PARTITIONS_PER_THREAD, events / EVENTS_PER_PARTITION);
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

    /** Per feature of the program the values, complete when all tasks are done. */
    List<FeatureValues> values() {
        return values;
    }

    synchronized ExpressionErrors errors() {
        return errors;
    }

    private void answer(int partition) {
        Timelines timelines = view.program().timelines(eventRows(partition), partitions.size(partition));
        add(timelines.expressionErrors());
        Questions asked = questions(partition);
        timelines.answer(asked, 0, asked.size(), values);
        progress.advance(asked.size());
    }

    private synchronized void add(ExpressionErrors more) {
        errors = errors.plus(more);
    }

    private EventRows eventRows(int partition) {
        int count = 0;
        for (EntityPartitions.PartitionedRows rows : events) {
            count = Math.addExact(count, rows.starts()[partition + 1] - rows.starts()[partition]);
        }
        int[] entity = new int[count];
        long[] acceptedAt = new long[count];
        int next = 0;
        for (int i = 0; i < chunks.size(); i++) {
            EventChunk chunk = chunks.get(i);
            EntityPartitions.PartitionedRows rows = events.get(i);
            for (int at = rows.starts()[partition]; at < rows.starts()[partition + 1]; at++) {
                int row = rows.rows()[at];
                long[] times = chunk.acceptedAt();
                entity[next] = partitions.local(chunk.entity()[row]);
                acceptedAt[next++] = times == null ? EventRows.ALWAYS_ACCEPTED : times[row];
            }
        }
        return new EventRows(entity, kept(partition, count), acceptedAt);
    }

    private ColumnBatch kept(int partition, int count) {
        Schema schema = view.program().keptColumns();
        List<Column> columns = new ArrayList<>();
        for (int column = 0; column < schema.size(); column++) {
            List<ColumnPiece> pieces = new ArrayList<>();
            for (int i = 0; i < chunks.size(); i++) {
                EntityPartitions.PartitionedRows rows = events.get(i);
                pieces.add(new ColumnPiece(
                        chunks.get(i).kept().column(column),
                        rows.rows(),
                        rows.starts()[partition],
                        rows.starts()[partition + 1]));
            }
            columns.add(ColumnPiece.join(schema.field(column).type(), pieces));
        }
        return new ColumnBatch(schema, columns, count);
    }

    /** The partition's questions, entity by entity so that the events of one are near each other. */
    private Questions questions(int partition) {
        int from = questions.starts()[partition];
        int to = questions.starts()[partition + 1];
        long[] order = new long[to - from];
        for (int i = 0; i < order.length; i++) {
            int row = questions.rows()[from + i];
            order[i] = (long) partitions.local(view.entity()[row]) << Integer.SIZE | row;
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
                gather(view.asOf(), target),
                gather(view.knownAt(), target),
                gather(view.acceptedBy(), target),
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
