package dev.asof.offline.sweep;

import dev.asof.offline.column.ColumnSlice;
import dev.asof.registry.compute.event.EventRows;
import dev.asof.registry.compute.program.FeatureProgram;
import dev.asof.registry.compute.schema.BytesTooLong;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.Schema;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The events of one partition, put together from all chunks. */
final class PartitionEvents {
    private PartitionEvents() {}

    /**
     * Joins a partition's events.
     *
     * @param columns those that are wanted; each chunk has them, and maybe more
     * @param texts the shared values of some columns, by name
     */
    static EventRows join(List<EventChunk> chunks, int partition, Schema columns, Map<String, SharedTexts> texts) {
        int count = chunks.stream().mapToInt(chunk -> chunk.size(partition)).reduce(0, Math::addExact);
        int[] entity = new int[count];
        long[] acceptedAt = new long[count];
        int next = 0;
        for (EventChunk chunk : chunks) {
            int from = chunk.partitionStarts()[partition];
            int size = chunk.size(partition);
            System.arraycopy(chunk.entity(), from, entity, next, size);
            if (chunk.acceptedAt() == null) {
                Arrays.fill(acceptedAt, next, next + size, EventRows.ALWAYS_ACCEPTED);
            } else {
                System.arraycopy(chunk.acceptedAt(), from, acceptedAt, next, size);
            }
            next += size;
        }
        return new EventRows(entity, kept(chunks, partition, columns, count, texts), acceptedAt);
    }

    /** The columns that any of the programs keeps. */
    static Schema columnsOf(List<FeatureProgram> programs) {
        return new Schema(programs.stream()
                .flatMap(program -> program.keptColumns().fields().stream())
                .distinct()
                .toList());
    }

    private static ColumnBatch kept(
            List<EventChunk> chunks, int partition, Schema schema, int count, Map<String, SharedTexts> texts) {
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < schema.size(); i++) {
            String name = schema.field(i).name();
            List<ColumnSlice> slices = new ArrayList<>();
            for (EventChunk chunk : chunks) {
                if (chunk.size(partition) > 0) {
                    slices.add(new ColumnSlice(
                            chunk.kept().column(name),
                            chunk.partitionStarts()[partition],
                            chunk.partitionStarts()[partition + 1]));
                }
            }
            Field field = schema.field(i);
            columns.add(Optional.ofNullable(texts.get(name))
                    .flatMap(shared -> shared.join(slices).map(Column.class::cast))
                    .orElseGet(() -> join(field, slices)));
        }
        return new ColumnBatch(schema, columns, count);
    }

    private static Column join(Field field, List<ColumnSlice> slices) {
        try {
            return ColumnSlice.join(field.type(), slices);
        } catch (BytesTooLong e) {
            throw new AsofException(
                    ErrorCode.LIMIT_EXCEEDED,
                    "Cannot build: the values of column '" + field.name()
                            + "' are longer than 2 GB together in the events of"
                            + " entities that are answered together. Ask about fewer entities at a time, or leave the column"
                            + " out of the feature view.",
                    e);
        }
    }
}
