package dev.asof.online.state.entity;

import dev.asof.registry.compute.event.EventRows;
import dev.asof.registry.compute.schema.ColumnBuilder;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/** Gathers the stored events of some entities in one view. Not thread-safe. */
public final class EventRowsBuilder {
    private final RowCodec codec;
    private final List<ColumnBuilder> columns;
    private int[] entity = new int[16];
    private long[] acceptedAt = new long[16];
    private int count;

    /** @param codec of the view's rows */
    public EventRowsBuilder(RowCodec codec) {
        this.codec = codec;
        this.columns = codec.builders();
    }

    void add(int entityNumber, long acceptedAtMicros, ByteBuffer row) {
        if (count == entity.length) {
            entity = Arrays.copyOf(entity, 2 * count);
            acceptedAt = Arrays.copyOf(acceptedAt, 2 * count);
        }
        codec.decode(row, columns);
        entity[count] = entityNumber;
        acceptedAt[count] = acceptedAtMicros;
        count++;
    }

    /** The events, in the order in which they were read. */
    public EventRows build() {
        return new EventRows(
                Arrays.copyOf(entity, count), codec.batch(columns, count), Arrays.copyOf(acceptedAt, count));
    }
}
