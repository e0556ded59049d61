package dev.asof.offline.arrow;

import dev.asof.registry.compute.nested.Decimals;
import dev.asof.registry.compute.nested.ListCodec;
import dev.asof.registry.compute.nested.MapCodec;
import dev.asof.registry.compute.schema.BytesColumn;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBuilder;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.DecimalType;
import dev.asof.registry.compute.schema.ListType;
import dev.asof.registry.compute.schema.MapType;
import dev.asof.registry.compute.schema.Micros;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.TimestampRange;
import java.util.function.IntFunction;
import org.apache.arrow.vector.BaseIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DateMilliVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.FixedSizeBinaryVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.LargeVarBinaryVector;
import org.apache.arrow.vector.LargeVarCharVector;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.UInt4Vector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.ViewVarBinaryVector;
import org.apache.arrow.vector.ViewVarCharVector;
import org.apache.arrow.vector.complex.BaseListVector;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;

/** Arrow's columns as ours, of the types that {@link ArrowFormat} says. Timestamps of any unit are floored to the microsecond. */
final class ArrowColumns {
    private static final long MILLIS_PER_DAY = Micros.PER_DAY / Micros.PER_MILLI;
    private static final long NANOS_PER_MICRO = 1_000L;

    private ArrowColumns() {}

    /** The rows from {@code from} to {@code to}, exclusive, of a column of a type that is read. */
    static Column column(FieldVector vector, DataType type, int from, int to) {
        return switch (type) {
            case ScalarType scalar -> plain(vector, scalar, from, to);
            case DecimalType decimal -> plain(vector, decimal, from, to);
            case ListType list -> lists((BaseListVector) vector, list, from, to);
            case MapType map -> maps((MapVector) vector, map, from, to);
        };
    }

    private static Column plain(FieldVector vector, DataType type, int from, int to) {
        ColumnBuilder column = new ColumnBuilder(type);
        for (int row = from; row < to; row++) {
            if (vector.isNull(row)) {
                column.appendNull();
            } else {
                append(vector, row, column);
            }
        }
        return column.build();
    }

    private static Column lists(BaseListVector vector, ListType type, int from, int to) {
        Elements elements = Elements.of(vector, from, to);
        FieldVector data = vector.getChildrenFromFields().getFirst();
        Column values = column(data, type.element(), elements.start(), elements.end());
        ListCodec codec = new ListCodec(type);
        return nested(vector, type, from, to, row -> codec.encode(values, elements.from(row), elements.to(row)));
    }

    private static Column maps(MapVector vector, MapType type, int from, int to) {
        Elements elements = Elements.of(vector, from, to);
        StructVector entries = (StructVector) vector.getDataVector();
        FieldVector keyVector = (FieldVector) entries.getChildByOrdinal(0);
        FieldVector valueVector = (FieldVector) entries.getChildByOrdinal(1);
        BytesColumn keys = (BytesColumn) column(keyVector, ScalarType.STRING, elements.start(), elements.end());
        Column values = column(valueVector, type.value(), elements.start(), elements.end());
        MapCodec codec = new MapCodec(type);
        return nested(vector, type, from, to, row -> codec.encode(keys, values, elements.from(row), elements.to(row)));
    }

    private static Column nested(FieldVector vector, DataType type, int from, int to, IntFunction<byte[]> encoded) {
        ColumnBuilder column = new ColumnBuilder(type);
        for (int row = from; row < to; row++) {
            if (vector.isNull(row)) {
                column.appendNull();
            } else {
                column.appendBytes(encoded.apply(row));
            }
        }
        return column.build();
    }

    /** The elements of some rows of lists, counted from the first of them. */
    private record Elements(BaseListVector lists, int start, int end) {

        /** Where an element is not within the ones before and after it, the file is damaged. */
        static Elements of(BaseListVector lists, int from, int to) {
            int start = from < to ? lists.getElementStartIndex(from) : 0;
            int end = start;
            for (int row = from; row < to; row++) {
                if (lists.getElementStartIndex(row) < end || lists.getElementEndIndex(row) < end) {
                    throw new IllegalArgumentException("its offsets don't ascend in row " + row);
                }
                end = lists.getElementEndIndex(row);
            }
            if (start < 0 || end > lists.getChildrenFromFields().getFirst().getValueCount()) {
                throw new IllegalArgumentException("its offsets lie beyond its elements");
            }
            return new Elements(lists, start, end);
        }

        int from(int row) {
            return lists.getElementStartIndex(row) - start;
        }

        int to(int row) {
            return lists.getElementEndIndex(row) - start;
        }
    }

    private static void append(FieldVector vector, int row, ColumnBuilder column) {
        switch (vector) {
            case BitVector bits -> column.appendLong(bits.get(row));
            case UInt4Vector unsigned -> column.appendLong(Integer.toUnsignedLong(unsigned.get(row)));
            case BaseIntVector integers -> column.appendLong(integers.getValueAsLong(row));
            case Float4Vector floats -> column.appendDouble(floats.get(row));
            case Float8Vector doubles -> column.appendDouble(doubles.get(row));
            case DecimalVector decimals ->
                Decimals.append(decimals.getObject(row).unscaledValue(), column);
            case VarCharVector text -> column.appendBytes(text.get(row));
            case LargeVarCharVector text -> column.appendBytes(text.get(row));
            case ViewVarCharVector text -> column.appendBytes(text.get(row));
            case VarBinaryVector bytes -> column.appendBytes(bytes.get(row));
            case LargeVarBinaryVector bytes -> column.appendBytes(bytes.get(row));
            case ViewVarBinaryVector bytes -> column.appendBytes(bytes.get(row));
            case FixedSizeBinaryVector bytes -> column.appendBytes(bytes.get(row));
            case DateDayVector days -> column.appendLong(days.get(row));
            case DateMilliVector millis -> column.appendLong(Math.floorDiv(millis.get(row), MILLIS_PER_DAY));
            case TimeStampVector times -> column.appendLong(micros(times, row));
            default -> throw new IllegalArgumentException(vector.getField().toString());
        }
    }

    private static long micros(TimeStampVector times, int row) {
        TimeUnit unit = ((ArrowType.Timestamp) times.getField().getType()).getUnit();
        long time = times.get(row);
        return switch (unit) {
            case SECOND -> TimestampRange.micros(time, Micros.PER_SECOND, 0);
            case MILLISECOND -> TimestampRange.micros(time, Micros.PER_MILLI, 0);
            case MICROSECOND -> time;
            case NANOSECOND -> Math.floorDiv(time, NANOS_PER_MICRO);
        };
    }
}
