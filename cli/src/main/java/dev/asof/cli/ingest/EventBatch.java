package dev.asof.cli.ingest;

import dev.asof.registry.compute.schema.ColumnBatch;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Some events.
 *
 * @param columns by the source's own names
 * @param places per event its line in the file, from 1, or where the file has no lines its row, from 0
 */
public record EventBatch(ColumnBatch columns, long[] places) {

    /** The number of events. */
    public int size() {
        return columns.rowCount();
    }

    /** The events from {@code from} on. */
    EventBatch after(int from) {
        int[] rows = IntStream.range(from, size()).toArray();
        return new EventBatch(columns.gather(rows), Arrays.copyOfRange(places, from, size()));
    }
}
