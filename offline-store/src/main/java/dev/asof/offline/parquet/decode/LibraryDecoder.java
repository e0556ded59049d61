package dev.asof.offline.parquet.decode;

import dev.asof.offline.column.NewColumn;
import dev.asof.registry.compute.schema.BytesColumn;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.DoubleColumn;
import dev.asof.registry.compute.schema.LongColumn;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.io.api.Binary;
import org.jspecify.annotations.Nullable;

/** Decodes value by value with the library's own reader, whatever the encoding. */
final class LibraryDecoder implements ColumnDecoder {
    private final ColumnReader reader;
    private final ColumnFormat.Readable format;
    private final int presentLevel;

    LibraryDecoder(ColumnReader reader, ColumnFormat.Readable format) {
        this.reader = reader;
        this.format = format;
        this.presentLevel = reader.getDescriptor().getMaxDefinitionLevel();
    }

    @Override
    public Column next(int rowCount) {
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
            case MILLIS -> Times.ofMillis(reader.getLong());
            case NANOS -> Times.ofNanos(reader.getLong());
            case INT96 -> int96(reader.getBinary());
            case FLOAT, DOUBLE, BINARY -> throw new IllegalStateException("Not held in a long: " + format);
        };
    }

    private static long int96(Binary value) {
        ByteBuffer bytes = value.toByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        return Times.ofInt96(bytes.getLong(bytes.position()), bytes.getInt(bytes.position() + Long.BYTES));
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
