package dev.asof.offline.sweep;

import dev.asof.offline.column.ColumnSlice;
import dev.asof.offline.column.NewColumn;
import dev.asof.registry.compute.event.EventRows;
import dev.asof.registry.compute.program.EventPlaces;
import dev.asof.registry.compute.program.FeatureProgram;
import dev.asof.registry.compute.program.UnorderedEvents;
import dev.asof.registry.compute.schema.BytesTooLong;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.LongColumn;
import dev.asof.registry.compute.schema.Schema;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The events of one partition in all chunks. Text is shared by as many of them as have it. */
final class PartitionEvents implements UnorderedEvents {
    private final List<EventChunk> chunks;
    private final int partition;
    private final Schema columns;
    private final String eventTime;
    private final Map<String, SharedTexts> texts;

    /** Which of them are wanted, ascending. */
    private final int[] rows;

    private final int[] entity;
    private final long[] times;

    private PartitionEvents(
            List<EventChunk> chunks,
            int partition,
            Schema columns,
            String eventTime,
            Map<String, SharedTexts> texts,
            int[] rows,
            int[] entity,
            long[] times) {
        this.chunks = chunks;
        this.partition = partition;
        this.columns = columns;
        this.eventTime = eventTime;
        this.texts = texts;
        this.rows = rows;
        this.entity = entity;
        this.times = times;
    }

    /**
     * All events of a partition.
     *
     * @param columns those that are wanted; each chunk has them, and maybe more
     * @param eventTime the one of the events' times
     * @param texts the shared values of some columns, by name
     */
    static PartitionEvents of(
            List<EventChunk> chunks, int partition, Schema columns, String eventTime, Map<String, SharedTexts> texts) {
        int[] entity = entity(chunks, partition);
        Field time = columns.field(columns.indexOf(eventTime));
        LongColumn times = (LongColumn) ColumnSlice.join(time.type(), slices(chunks, partition, eventTime));
        int[] rows = new int[entity.length];
        Arrays.setAll(rows, row -> row);
        return new PartitionEvents(chunks, partition, columns, eventTime, texts, rows, entity, times.values());
    }

    /** Some of these events, which are all of the partition, ascending. */
    PartitionEvents only(int[] some) {
        int[] entities = new int[some.length];
        long[] someTimes = new long[some.length];
        for (int i = 0; i < some.length; i++) {
            entities[i] = entity[some[i]];
            someTimes[i] = times[some[i]];
        }
        return new PartitionEvents(chunks, partition, columns, eventTime, texts, some, entities, someTimes);
    }

    @Override
    public int[] entity() {
        return entity;
    }

    @Override
    public long[] times() {
        return times;
    }

    @Override
    public ColumnBatch kept(EventPlaces order) {
        List<Column> placed = new ArrayList<>();
        for (Field field : columns.fields()) {
            placed.add(
                    field.name().equals(eventTime)
                            ? NewColumn.ofLongs(field.type(), order.times(), null)
                            : placed(field, order));
        }
        return new ColumnBatch(columns, placed, entity.length);
    }

    private Column placed(Field field, EventPlaces order) {
        List<ColumnSlice> slices = slices(chunks, partition, field.name());
        return switch (field.type().lane()) {
            case LONG, DOUBLE -> ColumnSlice.place(field.type(), slices, rows, order.places());
            case BYTES ->
                Optional.ofNullable(texts.get(field.name()))
                        .flatMap(shared ->
                                shared.place(slices, rows, order.places()).map(Column.class::cast))
                        .orElseGet(() -> join(field, wanted(slices)).gather(order.events()));
        };
    }

    /** Of slices of all events those that are wanted: the values of the others may be more than there is room for. */
    private List<ColumnSlice> wanted(List<ColumnSlice> slices) {
        List<ColumnSlice> wanted = new ArrayList<>();
        int next = 0;
        int end = 0;
        for (ColumnSlice slice : slices) {
            int shift = slice.from() - end;
            end += slice.size();
            int first = next;
            while (next < rows.length && rows[next] < end) {
                next++;
            }
            if (next - first == slice.size()) {
                wanted.add(slice);
            } else if (next > first) {
                int[] some =
                        Arrays.stream(rows, first, next).map(row -> row + shift).toArray();
                wanted.add(new ColumnSlice(slice.column().gather(some), 0, some.length));
            }
        }
        return wanted;
    }

    @Override
    public long[] acceptedAt(EventPlaces order) {
        long[] placed = new long[rows.length];
        if (chunks.stream().allMatch(chunk -> chunk.acceptedAt() == null)) {
            Arrays.fill(placed, EventRows.ALWAYS_ACCEPTED);
            return placed;
        }
        long[] joined = acceptedAt(chunks, partition);
        for (int i = 0; i < placed.length; i++) {
            placed[order.places()[i]] = joined[rows[i]];
        }
        return placed;
    }

    /** The events of a partition as rows, in any order. */
    static EventRows join(List<EventChunk> chunks, int partition, Schema columns, Map<String, SharedTexts> texts) {
        int[] entity = entity(chunks, partition);
        List<Column> joined = new ArrayList<>();
        for (Field field : columns.fields()) {
            joined.add(joined(field, slices(chunks, partition, field.name()), texts));
        }
        return new EventRows(entity, new ColumnBatch(columns, joined, entity.length), acceptedAt(chunks, partition));
    }

    /** The columns that any of the programs keeps. */
    static Schema columnsOf(List<FeatureProgram> programs) {
        return new Schema(programs.stream()
                .flatMap(program -> program.keptColumns().fields().stream())
                .distinct()
                .toList());
    }

    private static int count(List<EventChunk> chunks, int partition) {
        return chunks.stream().mapToInt(chunk -> chunk.size(partition)).reduce(0, Math::addExact);
    }

    private static int[] entity(List<EventChunk> chunks, int partition) {
        int[] entity = new int[count(chunks, partition)];
        int next = 0;
        for (EventChunk chunk : chunks) {
            System.arraycopy(chunk.entity(), chunk.start(partition), entity, next, chunk.size(partition));
            next += chunk.size(partition);
        }
        return entity;
    }

    private static long[] acceptedAt(List<EventChunk> chunks, int partition) {
        long[] acceptedAt = new long[count(chunks, partition)];
        int next = 0;
        for (EventChunk chunk : chunks) {
            int size = chunk.size(partition);
            if (chunk.acceptedAt() == null) {
                Arrays.fill(acceptedAt, next, next + size, EventRows.ALWAYS_ACCEPTED);
            } else {
                System.arraycopy(chunk.acceptedAt(), chunk.start(partition), acceptedAt, next, size);
            }
            next += size;
        }
        return acceptedAt;
    }

    private static List<ColumnSlice> slices(List<EventChunk> chunks, int partition, String column) {
        List<ColumnSlice> slices = new ArrayList<>();
        for (EventChunk chunk : chunks) {
            if (chunk.size(partition) > 0) {
                slices.add(new ColumnSlice(chunk.kept().column(column), chunk.start(partition), chunk.end(partition)));
            }
        }
        return slices;
    }

    private static Column joined(Field field, List<ColumnSlice> slices, Map<String, SharedTexts> texts) {
        return Optional.ofNullable(texts.get(field.name()))
                .flatMap(shared -> shared.join(slices).map(Column.class::cast))
                .orElseGet(() -> join(field, slices));
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
