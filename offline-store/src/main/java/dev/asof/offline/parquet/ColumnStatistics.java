package dev.asof.offline.parquet;

import dev.asof.offline.column.NewColumn;
import dev.asof.offline.parquet.decode.ColumnFormat;
import dev.asof.offline.parquet.decode.LongConversion;
import dev.asof.offline.table.LongRange;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBuilder;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.LongColumn;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.Value;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import org.apache.parquet.column.statistics.BinaryStatistics;
import org.apache.parquet.column.statistics.BooleanStatistics;
import org.apache.parquet.column.statistics.DoubleStatistics;
import org.apache.parquet.column.statistics.FloatStatistics;
import org.apache.parquet.column.statistics.IntStatistics;
import org.apache.parquet.column.statistics.LongStatistics;
import org.apache.parquet.column.statistics.Statistics;

/** What a file states of a column's values, in the column's type. */
final class ColumnStatistics {
    private ColumnStatistics() {}

    /** The range of a column of the long lane; empty where nothing, or nothing that can be, is stated. */
    static Optional<LongRange> range(ColumnFormat.Readable format, Statistics<?> statistics) {
        return ends(format, statistics)
                .filter(ends -> ends instanceof LongColumn && statistics.isNumNullsSet())
                .map(ends -> ((LongColumn) ends).values())
                .map(ends -> new LongRange(ends[0], ends[1], statistics.getNumNulls()));
    }

    /** The least and the greatest value; empty where nothing, or nothing that can be, is stated. */
    static Optional<Column> ends(ColumnFormat.Readable format, Statistics<?> statistics) {
        if (statistics == null || !statistics.hasNonNullValue()) {
            return Optional.empty();
        }
        return switch (statistics) {
            case IntStatistics ints -> ofLongs(format, ints.getMin(), ints.getMax());
            case LongStatistics longs -> ofLongs(format, longs.getMin(), longs.getMax());
            case BooleanStatistics bools -> ofLongs(format, bools.getMin() ? 1 : 0, bools.getMax() ? 1 : 0);
            case FloatStatistics floats -> ofDoubles(format, floats.getMin(), floats.getMax());
            case DoubleStatistics doubles -> ofDoubles(format, doubles.getMin(), doubles.getMax());
            case BinaryStatistics bytes
            when isText(format) ->
                ordered(
                        new Value.BytesValue(
                                format.type(), bytes.genericGetMin().getBytes()),
                        new Value.BytesValue(
                                format.type(), bytes.genericGetMax().getBytes()));
            default -> Optional.empty();
        };
    }

    /** As {@link #ends}, of the bytes with which a page's index states them. */
    static Optional<Column> ends(ColumnFormat.Readable format, ByteBuffer min, ByteBuffer max) {
        ByteBuffer low = min.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer high = max.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        return switch (format.encoding()) {
            case BOOLEAN -> ofLongs(format, low.get(), high.get());
            case INT32, UINT32 -> ofLongs(format, low.getInt(), high.getInt());
            case INT64, MILLIS, MICROS, NANOS -> ofLongs(format, low.getLong(), high.getLong());
            case FLOAT -> ofDoubles(format, low.getFloat(), high.getFloat());
            case DOUBLE -> ofDoubles(format, low.getDouble(), high.getDouble());
            case BINARY ->
                ordered(
                        new Value.BytesValue(format.type(), bytes(low)),
                        new Value.BytesValue(format.type(), bytes(high)));
            case INT96, FIXED, DECIMAL_BYTES -> Optional.empty();
        };
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    private static boolean isText(ColumnFormat.Readable format) {
        return format.type() == ScalarType.STRING || format.type() == ScalarType.BYTES;
    }

    /** All conversions keep the order, so the ends of the range are those of the converted values. */
    private static Optional<Column> ofLongs(ColumnFormat.Readable format, long min, long max) {
        long[] ends = {min, max};
        if (format.type().lane() != DataType.Lane.LONG) {
            return Optional.empty();
        }
        LongConversion.toType(format.encoding(), ends, 0, ends.length);
        return ends[0] > ends[1] ? Optional.empty() : Optional.of(NewColumn.ofLongs(format.type(), ends, null));
    }

    /** NaN is no end of anything: some write it, and it has no place among the others. */
    private static Optional<Column> ofDoubles(ColumnFormat.Readable format, double min, double max) {
        return min <= max && format.type().lane() == DataType.Lane.DOUBLE
                ? Optional.of(NewColumn.ofDoubles(format.type(), new double[] {min, max}, null))
                : Optional.empty();
    }

    private static Optional<Column> ordered(Value min, Value max) {
        Column low = min.repeat(1);
        Column high = max.repeat(1);
        return low.compare(0, high, 0) > 0 ? Optional.empty() : Optional.of(joined(low, 0, high, 0));
    }

    /** A column of two values of columns of one type. */
    static Column joined(Column low, int lowRow, Column high, int highRow) {
        ColumnBuilder builder = new ColumnBuilder(low.type());
        Value.of(low, lowRow).appendTo(builder);
        Value.of(high, highRow).appendTo(builder);
        return builder.build();
    }
}
