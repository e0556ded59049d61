package dev.asof.offline.arrow;

import dev.asof.registry.compute.schema.BytesColumn;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.DecimalType;
import dev.asof.registry.compute.schema.DoubleColumn;
import dev.asof.registry.compute.schema.LongColumn;
import dev.asof.registry.compute.schema.ScalarType;

/** How much of Arrow's memory rows take at the most while they are copied. */
final class BatchBytes {
    /** Small buffers come from the pool, which takes more at a time. */
    private static final long POOL_BYTES = 1L << 20;

    /** Of lists and maps: values are wider than they are stored, and buffers grow by doubling, beside the one before. */
    private static final int GROWTH = 6;

    private BatchBytes() {}

    static long of(ColumnBatch rows) {
        return POOL_BYTES
                + rows.columns().stream().mapToLong(BatchBytes::ofColumn).sum();
    }

    private static long ofColumn(Column column) {
        long nullsAndOffsets = column.size() / Byte.SIZE + (column.size() + 1L) * Integer.BYTES;
        long values = switch (column) {
            case LongColumn longs -> fixed(longs);
            case DoubleColumn doubles -> fixed(doubles);
            case BytesColumn bytes -> ofBytes(bytes);
        };
        return values + nullsAndOffsets;
    }

    private static long ofBytes(BytesColumn column) {
        if (column.type() instanceof DecimalType) {
            return fixed(column);
        }
        long bytes = column.offsets()[column.size()];
        return column.type() instanceof ScalarType ? bytes : GROWTH * (bytes + (long) column.size() * Integer.BYTES);
    }

    private static long fixed(Column column) {
        return (long) column.size() * (column.type() instanceof DecimalType ? 2 * Long.BYTES : Long.BYTES);
    }
}
