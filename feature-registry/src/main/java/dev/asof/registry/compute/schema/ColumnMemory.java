package dev.asof.registry.compute.schema;

/** How much memory columns take. */
public final class ColumnMemory {
    private ColumnMemory() {}

    /** About the bytes of a column; what several columns share is counted for each. */
    public static long bytes(Column column) {
        return ofValues(column) + (column.mayHaveNulls() ? column.size() : 0);
    }

    /** About the bytes of all columns. */
    public static long bytes(ColumnBatch batch) {
        return batch.columns().stream().mapToLong(ColumnMemory::bytes).sum();
    }

    private static long ofValues(Column column) {
        return switch (column) {
            case LongColumn longs -> (long) longs.size() * Long.BYTES;
            case DoubleColumn doubles -> (long) doubles.size() * Double.BYTES;
            case BytesColumn text ->
                text.dictionary()
                        .map(coded -> (long) coded.codes().length * Integer.BYTES + ofValues(coded.values()))
                        .orElseGet(() -> text.size() * (long) Integer.BYTES + text.data().length);
        };
    }
}
