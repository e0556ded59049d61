package dev.asof.registry.compute.nested;

import dev.asof.registry.compute.schema.BytesColumn;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBuilder;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.DecimalType;
import dev.asof.registry.compute.schema.DoubleColumn;
import dev.asof.registry.compute.schema.ListType;
import dev.asof.registry.compute.schema.LongColumn;
import dev.asof.registry.compute.schema.MapType;
import dev.asof.registry.compute.schema.ScalarType;

/** Values of the bytes lane as grouping sees them: a -0.0 in a list or a map is 0.0. */
public final class Grouping {
    private Grouping() {}

    /** Whether values of this type hold floats, so that different bytes may be one group. */
    public static boolean holdsFloats(DataType type) {
        return switch (type) {
            case ScalarType scalar -> scalar.isFloat();
            case DecimalType decimal -> false;
            case ListType list -> holdsFloats(list.element());
            case MapType map -> holdsFloats(map.value());
        };
    }

    /** The column with the values of their groups; the same where that is certain. */
    public static Column grouped(Column column) {
        return switch (column) {
            case LongColumn longs -> longs;
            case DoubleColumn doubles -> zeros(doubles);
            case BytesColumn bytes -> bytes.type().isNested() && holdsFloats(bytes.type()) ? nested(bytes) : bytes;
        };
    }

    /** The bytes of the group of the value at {@code row}, which is not null. */
    public static byte[] grouped(BytesColumn column, int row) {
        return column.type().isNested() && holdsFloats(column.type()) ? nested(column, row) : column.bytes(row);
    }

    private static Column zeros(DoubleColumn column) {
        double[] values = column.values().clone();
        for (int row = 0; row < values.length; row++) {
            values[row] += 0.0;
        }
        return new DoubleColumn(column.type(), values, column.nulls());
    }

    private static Column nested(BytesColumn column) {
        ColumnBuilder grouped = new ColumnBuilder(column.type());
        for (int row = 0; row < column.size(); row++) {
            if (column.isNull(row)) {
                grouped.appendNull();
            } else {
                grouped.appendBytes(nested(column, row));
            }
        }
        return grouped.build();
    }

    private static byte[] nested(BytesColumn column, int row) {
        return switch (column.type()) {
            case ListType type -> {
                ListCodec codec = new ListCodec(type);
                Column elements = grouped(codec.elements(column, row));
                yield codec.encode(elements, 0, elements.size());
            }
            case MapType type -> {
                ColumnBuilder keys = new ColumnBuilder(ScalarType.STRING);
                ColumnBuilder values = new ColumnBuilder(type.value());
                MapCodec codec = new MapCodec(type);
                codec.appendEntries(column.data(), column.offsets()[row], keys, values);
                yield codec.encode((BytesColumn) keys.build(), grouped(values.build()), 0, keys.size());
            }
            case ScalarType scalar -> column.bytes(row);
            case DecimalType decimal -> column.bytes(row);
        };
    }
}
