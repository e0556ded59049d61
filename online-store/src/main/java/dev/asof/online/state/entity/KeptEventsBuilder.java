package dev.asof.online.state.entity;

import dev.asof.online.state.catalog.Origin;
import dev.asof.registry.compute.program.KeptEvents;
import dev.asof.registry.compute.schema.ColumnBuilder;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/** Gathers the events of one entity in one view. Not thread-safe. */
final class KeptEventsBuilder {
    private final RowCodec codec;
    private final List<ColumnBuilder> columns;
    private long[] origins = new long[16];
    private long[] positions = new long[16];
    private int count;

    KeptEventsBuilder(RowCodec codec) {
        this.codec = codec;
        this.columns = codec.builders();
    }

    void add(Origin origin, ByteBuffer row) {
        if (count == origins.length) {
            origins = Arrays.copyOf(origins, 2 * count);
            positions = Arrays.copyOf(positions, 2 * count);
        }
        codec.decode(row, columns);
        origins[count] = OriginNumbers.number(origin);
        positions[count] = OriginNumbers.position(origin);
        count++;
    }

    KeptEvents build() {
        return new KeptEvents(
                codec.batch(columns, count), Arrays.copyOf(origins, count), Arrays.copyOf(positions, count));
    }
}
