package dev.asof.online.state.entity;

import dev.asof.registry.compute.schema.BytesColumn;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.ColumnBuilder;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.DoubleColumn;
import dev.asof.registry.compute.schema.LongColumn;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.Schema;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Encodes rows of one schema. Equal values have equal bytes, so that the bytes identify a row's content. Thread-safe.
 *
 * <pre>
 * row   := nulls value*
 * nulls := ceil(columns / 8) bytes; column c is null if bit (c mod 8) of byte (c div 8) is 1, bit 0 the least significant
 * value := of each column that is not null, in the schema's order; all numbers big-endian
 *          bool 1 byte, 0 or 1 | int32 4 bytes | int64, date, timestamp, decimal of up to 18 digits 8 bytes
 *          float32 4 bytes | float64 8 bytes   IEEE 754, NaN canonical
 *          string, bytes, wider decimal, list, map: length 4 bytes, then the bytes as columns hold them
 * </pre>
 */
public final class RowCodec {
    private final Schema schema;
    private final int nullBytes;

    public RowCodec(Schema schema) {
        this.schema = schema;
        this.nullBytes = (schema.size() + Byte.SIZE - 1) / Byte.SIZE;
    }

    public Schema schema() {
        return schema;
    }

    /**
     * The bytes of one row.
     *
     * @param rows of this schema
     */
    public byte[] encode(ColumnBatch rows, int row) {
        ByteBuffer bytes = ByteBuffer.allocate(sizeOf(rows, row));
        for (int i = 0; i < schema.size(); i++) {
            Column column = rows.column(i);
            if (column.isNull(row)) {
                int at = i / Byte.SIZE;
                bytes.put(at, (byte) (bytes.get(at) | 1 << i % Byte.SIZE));
            }
        }
        bytes.position(nullBytes);
        for (Column column : rows.columns()) {
            if (!column.isNull(row)) {
                write(column, row, bytes);
            }
        }
        return bytes.array();
    }

    /** Builders for {@link #decode}, one a column. */
    public List<ColumnBuilder> builders() {
        List<ColumnBuilder> builders = new ArrayList<>(schema.size());
        for (int i = 0; i < schema.size(); i++) {
            builders.add(new ColumnBuilder(schema.field(i).type()));
        }
        return builders;
    }

    /**
     * Appends a row to {@code builders}.
     *
     * @param bytes what {@link #encode} wrote, from its position to its limit
     * @throws IllegalArgumentException if these are not the bytes of a row
     */
    public void decode(ByteBuffer bytes, List<ColumnBuilder> builders) {
        int nullsAt = bytes.position();
        try {
            bytes.position(nullsAt + nullBytes);
            for (int i = 0; i < builders.size(); i++) {
                if (isNull(bytes, nullsAt, i)) {
                    builders.get(i).appendNull();
                } else {
                    read(bytes, builders.get(i));
                }
            }
        } catch (java.nio.BufferUnderflowException | IndexOutOfBoundsException e) {
            throw new IllegalArgumentException("A stored row is cut short", e);
        }
        if (bytes.hasRemaining()) {
            throw new IllegalArgumentException("A stored row has " + bytes.remaining() + " bytes too many");
        }
    }

    /**
     * The value of a column of 8 bytes, in a row where it is not null.
     *
     * @param bytes what {@link #encode} wrote, from its position; the position afterwards says nothing
     */
    public long number(ByteBuffer bytes, int column) {
        int nullsAt = bytes.position();
        bytes.position(nullsAt + nullBytes);
        for (int i = 0; i < column; i++) {
            if (!isNull(bytes, nullsAt, i)) {
                DataType type = schema.field(i).type();
                int length = type.lane() == DataType.Lane.BYTES ? bytes.getInt() : widthOf(type);
                bytes.position(bytes.position() + length);
            }
        }
        return bytes.getLong();
    }

    private static boolean isNull(ByteBuffer bytes, int nullsAt, int column) {
        return (bytes.get(nullsAt + column / Byte.SIZE) >> column % Byte.SIZE & 1) != 0;
    }

    /** The rows that {@code builders} hold. */
    public ColumnBatch batch(List<ColumnBuilder> builders, int rowCount) {
        List<Column> columns = new ArrayList<>(builders.size());
        for (ColumnBuilder builder : builders) {
            columns.add(builder.build());
        }
        return new ColumnBatch(schema, columns, rowCount);
    }

    private int sizeOf(ColumnBatch rows, int row) {
        int size = nullBytes;
        for (Column column : rows.columns()) {
            size += column.isNull(row) ? 0 : sizeOf(column, row);
        }
        return size;
    }

    private static int sizeOf(Column column, int row) {
        return column instanceof BytesColumn bytes ? Integer.BYTES + bytes.length(row) : widthOf(column.type());
    }

    /** The bytes of a number. */
    private static int widthOf(DataType type) {
        if (type == ScalarType.BOOL) {
            return 1;
        }
        return type == ScalarType.INT32 || type == ScalarType.FLOAT32 ? 4 : 8;
    }

    private static void write(Column column, int row, ByteBuffer into) {
        switch (column) {
            case LongColumn longs -> writeLong(longs.values()[row], widthOf(longs.type()), into);
            case DoubleColumn doubles -> writeDouble(doubles.values()[row], doubles.type(), into);
            case BytesColumn bytes ->
                into.putInt(bytes.length(row)).put(bytes.data(), bytes.offsets()[row], bytes.length(row));
        }
    }

    private static void writeLong(long value, int width, ByteBuffer into) {
        switch (width) {
            case 1 -> into.put((byte) value);
            case 4 -> into.putInt((int) value);
            default -> into.putLong(value);
        }
    }

    private static void writeDouble(double value, DataType type, ByteBuffer into) {
        double canonical = Double.isNaN(value) ? Double.NaN : value;
        if (type == ScalarType.FLOAT32) {
            into.putInt(Float.floatToIntBits((float) canonical));
        } else {
            into.putLong(Double.doubleToLongBits(canonical));
        }
    }

    private static void read(ByteBuffer bytes, ColumnBuilder into) {
        switch (into.type().lane()) {
            case LONG -> into.appendLong(readLong(bytes, widthOf(into.type())));
            case DOUBLE ->
                into.appendDouble(
                        into.type() == ScalarType.FLOAT32
                                ? Float.intBitsToFloat(bytes.getInt())
                                : Double.longBitsToDouble(bytes.getLong()));
            case BYTES -> readText(bytes, into);
        }
    }

    private static long readLong(ByteBuffer bytes, int width) {
        return switch (width) {
            case 1 -> bytes.get();
            case 4 -> bytes.getInt();
            default -> bytes.getLong();
        };
    }

    private static void readText(ByteBuffer bytes, ColumnBuilder into) {
        int length = bytes.getInt();
        if (length < 0 || length > bytes.remaining()) {
            throw new IllegalArgumentException("A stored text has length " + length);
        }
        int from = bytes.arrayOffset() + bytes.position();
        into.appendBytes(bytes.array(), from, from + length);
        bytes.position(bytes.position() + length);
    }
}
