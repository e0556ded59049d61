package dev.asof.cli.ingest;

import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.ColumnBuilder;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.Schema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects events of text cells until a batch is full. What the text means is left to the server. */
final class BatchBuilder {
    static final int MOST_EVENTS = 1000;
    private static final int MOST_BYTES = 1 << 20;

    private final Schema schema;
    private List<ColumnBuilder> columns;
    private long[] places = new long[MOST_EVENTS];
    private int events;
    private int bytes;

    BatchBuilder(List<String> columnNames) {
        this.schema = new Schema(columnNames.stream()
                .map(name -> new Field(name, ScalarType.STRING))
                .toList());
        this.columns = builders();
    }

    boolean isFull() {
        return events == MOST_EVENTS || bytes >= MOST_BYTES;
    }

    boolean isEmpty() {
        return events == 0;
    }

    /**
     * Adds an event.
     *
     * @param cells per column its text, null where there is none
     */
    void add(byte[] @Nullable [] cells, long place) {
        places[events++] = place;
        for (int i = 0; i < cells.length; i++) {
            byte[] cell = cells[i];
            if (cell == null) {
                columns.get(i).appendNull();
            } else {
                columns.get(i).appendBytes(cell);
                bytes += cell.length;
            }
        }
    }

    /** No cells, one per column. */
    byte[] @Nullable [] noCells() {
        return new byte[schema.size()][];
    }

    /** The events since the last batch. */
    EventBatch take() {
        List<Column> built = new ArrayList<>();
        columns.forEach(column -> built.add(column.build()));
        EventBatch batch = new EventBatch(new ColumnBatch(schema, built, events), Arrays.copyOf(places, events));
        columns = builders();
        events = 0;
        bytes = 0;
        return batch;
    }

    private List<ColumnBuilder> builders() {
        return schema.fields().stream()
                .map(field -> new ColumnBuilder(field.type()))
                .toList();
    }
}
