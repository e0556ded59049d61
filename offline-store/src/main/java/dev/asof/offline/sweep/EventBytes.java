package dev.asof.offline.sweep;

import dev.asof.offline.column.NewColumn;
import dev.asof.registry.compute.event.EventRows;
import dev.asof.registry.compute.schema.BytesColumn;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.DoubleColumn;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.LongColumn;
import dev.asof.registry.compute.schema.Schema;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Events as bytes and back, for a process's own use: entities, acceptances, then column by column. */
final class EventBytes {
    private EventBytes() {}

    /** @throws ArithmeticException if the events are more than an array can hold */
    static PackedBytes pack(EventRows rows) {
        ByteBuffer out = ByteBuffer.allocate(size(rows)).order(ByteOrder.LITTLE_ENDIAN);
        putInts(out, rows.entity());
        putLongs(out, rows.acceptedAt());
        rows.kept().columns().forEach(column -> put(out, column));
        return PackedBytes.of(out.array(), out.position());
    }

    /** The events again, not compressed any more, of which there are {@code count}. */
    static EventRows unpack(byte[] bytes, Schema schema, int count) {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int[] entity = ints(in, count);
        long[] acceptedAt = longs(in, count);
        List<Column> columns = new ArrayList<>();
        for (Field field : schema.fields()) {
            columns.add(column(in, field.type(), count));
        }
        return new EventRows(entity, new ColumnBatch(schema, columns, count), acceptedAt);
    }

    private static int size(EventRows rows) {
        long size = (long) rows.entity().length * (Integer.BYTES + Long.BYTES);
        for (Column column : rows.kept().columns()) {
            size += 1 + (column.mayHaveNulls() ? column.size() : 0);
            size += switch (column) {
                case LongColumn longs -> (long) longs.size() * Long.BYTES;
                case DoubleColumn doubles -> (long) doubles.size() * Double.BYTES;
                case BytesColumn bytes -> 1 + size(bytes);
            };
        }
        return Math.toIntExact(size);
    }

    private static long size(BytesColumn bytes) {
        return bytes.dictionary()
                .map(coded -> (coded.codes().length + 1L) * Integer.BYTES + size(coded.values()))
                .orElseGet(() -> (bytes.size() + 1L) * Integer.BYTES + bytes.offsets()[bytes.size()]);
    }

    private static void put(ByteBuffer out, Column column) {
        out.put((byte) (column.mayHaveNulls() ? 1 : 0));
        if (column.mayHaveNulls()) {
            for (int row = 0; row < column.size(); row++) {
                out.put((byte) (column.isNull(row) ? 1 : 0));
            }
        }
        switch (column) {
            case LongColumn longs -> putLongs(out, longs.values());
            case DoubleColumn doubles -> {
                out.asDoubleBuffer().put(doubles.values());
                out.position(out.position() + doubles.size() * Double.BYTES);
            }
            case BytesColumn bytes -> {
                out.put((byte) (bytes.dictionary().isPresent() ? 1 : 0));
                bytes.dictionary().ifPresentOrElse(coded -> put(out, coded), () -> putRuns(out, bytes));
            }
        }
    }

    private static void put(ByteBuffer out, BytesColumn.Dictionary coded) {
        putInts(out, coded.codes());
        out.putInt(coded.values().size());
        putRuns(out, coded.values());
    }

    private static void putRuns(ByteBuffer out, BytesColumn bytes) {
        putInts(out, bytes.offsets());
        out.put(bytes.data(), 0, bytes.offsets()[bytes.size()]);
    }

    private static Column column(ByteBuffer in, DataType type, int count) {
        boolean[] nulls = in.get() == 0 ? null : booleans(in, count);
        return switch (type.lane()) {
            case LONG -> NewColumn.ofLongs(type, longs(in, count), nulls);
            case DOUBLE -> NewColumn.ofDoubles(type, doubles(in, count), nulls);
            case BYTES -> in.get() == 0 ? runs(in, type, count, nulls) : coded(in, type, count, nulls);
        };
    }

    private static Column coded(ByteBuffer in, DataType type, int count, boolean @Nullable [] nulls) {
        int[] codes = ints(in, count);
        return NewColumn.ofCodes(codes, runs(in, type, in.getInt(), null), nulls);
    }

    private static BytesColumn runs(ByteBuffer in, DataType type, int count, boolean @Nullable [] nulls) {
        int[] offsets = ints(in, count + 1);
        byte[] data = new byte[offsets[count]];
        in.get(data);
        return NewColumn.ofBytes(type, data, offsets, nulls);
    }

    private static void putInts(ByteBuffer out, int[] values) {
        out.asIntBuffer().put(values);
        out.position(out.position() + values.length * Integer.BYTES);
    }

    private static void putLongs(ByteBuffer out, long[] values) {
        out.asLongBuffer().put(values);
        out.position(out.position() + values.length * Long.BYTES);
    }

    private static int[] ints(ByteBuffer in, int count) {
        int[] values = new int[count];
        in.asIntBuffer().get(values);
        in.position(in.position() + count * Integer.BYTES);
        return values;
    }

    private static long[] longs(ByteBuffer in, int count) {
        long[] values = new long[count];
        in.asLongBuffer().get(values);
        in.position(in.position() + count * Long.BYTES);
        return values;
    }

    private static double[] doubles(ByteBuffer in, int count) {
        double[] values = new double[count];
        in.asDoubleBuffer().get(values);
        in.position(in.position() + count * Double.BYTES);
        return values;
    }

    private static boolean[] booleans(ByteBuffer in, int count) {
        boolean[] values = new boolean[count];
        for (int i = 0; i < count; i++) {
            values[i] = in.get() != 0;
        }
        return values;
    }
}
