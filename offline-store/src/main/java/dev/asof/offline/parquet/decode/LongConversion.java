package dev.asof.offline.parquet.decode;

/** From the integers of a file to those of a column, in place. */
public final class LongConversion {
    private static final long UINT32_MASK = 0xFFFF_FFFFL;

    private LongConversion() {}

    /** Converts {@code values[from..from + count)}; INT96 is converted where it is read. */
    public static void toType(ColumnFormat.Encoding encoding, long[] values, int from, int count) {
        int end = from + count;
        switch (encoding) {
            case BOOLEAN, INT32, INT64, MICROS, INT96 -> {}
            case UINT32 -> {
                for (int i = from; i < end; i++) {
                    values[i] &= UINT32_MASK;
                }
            }
            case MILLIS -> {
                for (int i = from; i < end; i++) {
                    values[i] = Times.ofMillis(values[i]);
                }
            }
            case NANOS -> {
                for (int i = from; i < end; i++) {
                    values[i] = Times.ofNanos(values[i]);
                }
            }
            case FLOAT, DOUBLE, BINARY, FIXED, DECIMAL_BYTES ->
                throw new IllegalStateException("Not held in a long: " + encoding);
        }
    }
}
