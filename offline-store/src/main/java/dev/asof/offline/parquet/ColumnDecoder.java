package dev.asof.offline.parquet;

import dev.asof.offline.column.NewColumn;
import dev.asof.registry.compute.schema.BytesColumn;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.DoubleColumn;
import dev.asof.registry.compute.schema.LongColumn;
import dev.asof.registry.compute.schema.TimestampRange;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.io.api.Binary;
import org.jspecify.annotations.Nullable;

/** Decodes the values of one column of a row group into arrays, some rows at a time. Not thread-safe. */
final class ColumnDecoder {
    private static final long MILLIS_TO_MICROS = 1_000;
    private static final long MICROS_TO_NANOS = 1_000;
    private static final long MICROS_PER_DAY = 86_400_000_000L;
    private static final int JULIAN_DAY_OF_EPOCH = 2_440_588;

    private final ColumnReader reader;
    private final ColumnFormat.Readable format;
    private final int presentLevel;

    ColumnDecoder(ColumnReader reader, ColumnFormat.Readable format) {
        this.reader = reader;
        this.format = format;
        this.presentLevel = reader.getDescriptor().getMaxDefinitionLevel();
    }

    /** The next {@code rowCount} rows. */
    Column next(int rowCount) {
        return switch (format.type().lane()) {
            case LONG -> longs(rowCount);
            case DOUBLE -> doubles(rowCount);
            case BYTES -> bytes(rowCount);
        };
    }

    private LongColumn longs(int rowCount) {
        long[] values = new long[rowCount];
        boolean @Nullable [] nulls = null;
        for (int row = 0; row < rowCount; row++) {
            if (reader.getCurrentDefinitionLevel() == presentLevel) {
                values[row] = readLong();
            } else {
                nulls = marked(nulls, row, rowCount);
            }
            reader.consume();
        }
        return NewColumn.ofLongs(format.type(), values, nulls);
    }

    private DoubleColumn doubles(int rowCount) {
        double[] values = new double[rowCount];
        boolean @Nullable [] nulls = null;
        for (int row = 0; row < rowCount; row++) {
            if (reader.getCurrentDefinitionLevel() == presentLevel) {
                double value =
                        format.encoding() == ColumnFormat.Encoding.FLOAT ? reader.getFloat() : reader.getDouble();
                values[row] = Double.isNaN(value) ? Double.NaN : value;
            } else {
                nulls = marked(nulls, row, rowCount);
            }
            reader.consume();
        }
        return NewColumn.ofDoubles(format.type(), values, nulls);
    }

    private BytesColumn bytes(int rowCount) {
        byte[] data = new byte[rowCount * Long.BYTES];
        int[] offsets = new int[rowCount + 1];
        boolean @Nullable [] nulls = null;
        for (int row = 0; row < rowCount; row++) {
            offsets[row + 1] = offsets[row];
            if (reader.getCurrentDefinitionLevel() == presentLevel) {
                Binary value = reader.getBinary();
                offsets[row + 1] = Math.addExact(offsets[row], value.length());
                data = grown(data, offsets[row + 1]);
                value.toByteBuffer().get(data, offsets[row], value.length());
            } else {
                nulls = marked(nulls, row, rowCount);
            }
            reader.consume();
        }
        return NewColumn.ofBytes(format.type(), data, offsets, nulls);
    }

    private long readLong() {
        return switch (format.encoding()) {
            case BOOLEAN -> reader.getBoolean() ? 1 : 0;
            case INT32 -> reader.getInteger();
            case UINT32 -> Integer.toUnsignedLong(reader.getInteger());
            case INT64, MICROS -> reader.getLong();
            case MILLIS -> TimestampRange.micros(reader.getLong(), MILLIS_TO_MICROS, 0);
            case NANOS -> Math.floorDiv(reader.getLong(), MICROS_TO_NANOS);
            case INT96 -> int96Micros(reader.getBinary());
            case FLOAT, DOUBLE, BINARY -> throw new IllegalStateException("Not held in a long: " + format);
        };
    }

    /** Eight bytes of nanoseconds of the day, then four of the Julian day, little-endian. */
    private static long int96Micros(Binary value) {
        ByteBuffer bytes = value.toByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        long nanosOfDay = bytes.getLong(bytes.position());
        long day = (long) bytes.getInt(bytes.position() + Long.BYTES) - JULIAN_DAY_OF_EPOCH;
        return TimestampRange.micros(day, MICROS_PER_DAY, Math.floorDiv(nanosOfDay, MICROS_TO_NANOS));
    }

    private static boolean[] marked(boolean @Nullable [] nulls, int row, int rowCount) {
        boolean[] mask = nulls == null ? new boolean[rowCount] : nulls;
        mask[row] = true;
        return mask;
    }

    private static byte[] grown(byte[] data, int needed) {
        return needed <= data.length ? data : Arrays.copyOf(data, Math.max(needed, data.length + (data.length >> 1)));
    }
}
