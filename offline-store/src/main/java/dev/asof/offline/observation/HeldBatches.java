package dev.asof.offline.observation;

import dev.asof.offline.column.HeapRoom;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.ColumnMemory;
import java.util.ArrayList;
import java.util.List;

/** The asking rows as they are read, as long as the heap has room for them. Not thread-safe. */
final class HeldBatches {
    /** What the times of a question and the number of its entity take. */
    private static final int BYTES_OF_TIMES = 3 * Long.BYTES + Integer.BYTES;

    private final List<ColumnBatch> batches = new ArrayList<>();
    private final long rowCount;
    private long rows;
    private long bytes;

    /** @param rowCount how many there will be, as far as that is known */
    HeldBatches(long rowCount) {
        this.rowCount = rowCount;
    }

    /** @throws dev.asof.registry.error.AsofException {@code LIMIT_EXCEEDED} if these are too many */
    void add(ColumnBatch batch) {
        rows += batch.rowCount();
        bytes += ColumnMemory.bytes(batch);
        long all = Math.max(rows, rowCount);
        double each = (double) bytes / Math.max(1, rows) + BYTES_OF_TIMES;
        HeapRoom.require((long) (all * each), "%,d observations".formatted(all));
        batches.add(batch);
    }

    List<ColumnBatch> all() {
        return batches;
    }
}
