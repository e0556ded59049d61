package dev.asof.offline.observation;

import dev.asof.offline.column.HeapRoom;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.ColumnMemory;
import java.util.ArrayList;
import java.util.List;

/** The asking rows as they are read, as long as the heap has room for them. Not thread-safe. */
final class HeldBatches {
    private final List<ColumnBatch> batches = new ArrayList<>();
    private long rows;
    private long bytes;

    /** @throws dev.asof.registry.error.AsofException {@code LIMIT_EXCEEDED} if these are too many */
    void add(ColumnBatch batch) {
        rows += batch.rowCount();
        bytes += ColumnMemory.bytes(batch);
        HeapRoom.require(bytes, "the first %,d observations".formatted(rows));
        batches.add(batch);
    }

    List<ColumnBatch> all() {
        return batches;
    }
}
