package dev.asof.registry.compute.program;

import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.ColumnBuilder;
import dev.asof.registry.compute.schema.Schema;
import java.util.Arrays;
import java.util.List;

/**
 * Events of one entity in one view, as a store keeps them.
 *
 * @param rows the columns of {@link FeatureProgram#keptColumns}
 * @param origins per event where it comes from, as the store numbers it; {@link BlockStorage} says what that means
 * @param positions per event its position in its origin, or {@link #NO_POSITION} where the origin is of it alone
 */
public record KeptEvents(ColumnBatch rows, long[] origins, long[] positions) {
    /** The position of an event in an origin of its own. */
    public static final long NO_POSITION = -1;

    public KeptEvents {
        if (origins.length != rows.rowCount() || positions.length != rows.rowCount()) {
            throw new IllegalArgumentException("Events of different lengths");
        }
    }

    /** The number of events. */
    public int size() {
        return origins.length;
    }

    static KeptEvents none(Schema kept) {
        List<Column> columns = kept.fields().stream()
                .map(field -> new ColumnBuilder(field.type()).build())
                .toList();
        return new KeptEvents(new ColumnBatch(kept, columns, 0), new long[0], new long[0]);
    }

    KeptEvents gather(int[] events) {
        return new KeptEvents(
                rows.gather(events),
                Arrays.stream(events).mapToLong(event -> origins[event]).toArray(),
                Arrays.stream(events).mapToLong(event -> positions[event]).toArray());
    }

    KeptEvents only(int event) {
        return gather(new int[] {event});
    }

    /** All events of all parts, one part after the other; there is at least one part. */
    static KeptEvents concat(List<KeptEvents> parts) {
        List<KeptEvents> filled = parts.stream().filter(part -> part.size() > 0).toList();
        if (filled.size() < 2) {
            return filled.isEmpty() ? parts.getFirst() : filled.getFirst();
        }
        int size = parts.stream().mapToInt(KeptEvents::size).sum();
        long[] origins = new long[size];
        long[] positions = new long[size];
        int at = 0;
        for (KeptEvents part : parts) {
            System.arraycopy(part.origins, 0, origins, at, part.size());
            System.arraycopy(part.positions, 0, positions, at, part.size());
            at += part.size();
        }
        return new KeptEvents(concatRows(parts, size), origins, positions);
    }

    private static ColumnBatch concatRows(List<KeptEvents> parts, int size) {
        ColumnBatch first = parts.getFirst().rows;
        Column[] columns = new Column[first.columns().size()];
        for (int i = 0; i < columns.length; i++) {
            ColumnBuilder builder = new ColumnBuilder(first.schema().field(i).type());
            for (KeptEvents part : parts) {
                for (int row = 0; row < part.size(); row++) {
                    builder.appendFrom(part.rows.column(i), row);
                }
            }
            columns[i] = builder.build();
        }
        return new ColumnBatch(first.schema(), List.of(columns), size);
    }
}
