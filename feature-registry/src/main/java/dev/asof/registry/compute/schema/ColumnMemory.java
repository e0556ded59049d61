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

    /** About the bytes of a value of the bytes lane, of shared ones each taken once; 0 of another lane. */
    public static long textBytes(Column column) {
        return column instanceof BytesColumn bytes
                ? bytes.dictionary().map(coded -> textBytes(coded.values())).orElseGet(() -> meanBytes(bytes))
                : 0;
    }

    private static long meanBytes(BytesColumn bytes) {
        return bytes.size() == 0 ? 0 : bytes.offsets()[bytes.size()] / bytes.size();
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
