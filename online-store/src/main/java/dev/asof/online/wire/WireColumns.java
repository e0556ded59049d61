package dev.asof.online.wire;

import com.google.protobuf.ByteString;
import dev.asof.registry.compute.schema.BytesColumn;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.DoubleColumn;
import dev.asof.registry.compute.schema.LongColumn;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.v1.BinaryArray;
import dev.asof.v1.BoolArray;
import dev.asof.v1.DateArray;
import dev.asof.v1.Float32Array;
import dev.asof.v1.Float64Array;
import dev.asof.v1.Int32Array;
import dev.asof.v1.Int64Array;
import dev.asof.v1.NamedColumn;
import dev.asof.v1.StringArray;
import dev.asof.v1.TimestampArray;
import java.util.Arrays;
import java.util.function.LongConsumer;

/** Writes columns as the wire carries them, bit for bit. A null's entry is zero, false or empty. */
public final class WireColumns {
    private WireColumns() {}

    /** The batch with the names of its columns. */
    public static dev.asof.v1.ColumnBatch of(ColumnBatch batch) {
        dev.asof.v1.ColumnBatch.Builder wire = dev.asof.v1.ColumnBatch.newBuilder();
        for (int i = 0; i < batch.columns().size(); i++) {
            wire.addColumns(NamedColumn.newBuilder()
                    .setName(batch.schema().field(i).name())
                    .setValues(of(batch.column(i))));
        }
        return wire.build();
    }

    /** A text column is a column of bytes if not all of its values are UTF-8: whoever reads it judges them. */
    public static dev.asof.v1.Column of(Column column) {
        dev.asof.v1.Column.Builder wire = dev.asof.v1.Column.newBuilder().setNulls(nulls(column));
        switch (column) {
            case LongColumn longs -> putLongs(longs, wire);
            case DoubleColumn doubles -> putDoubles(doubles, wire);
            case BytesColumn bytes -> putTexts(bytes, wire);
        }
        return wire.build();
    }

    private static ByteString nulls(Column column) {
        if (!column.mayHaveNulls()) {
            return ByteString.EMPTY;
        }
        byte[] bits = new byte[(column.size() + Byte.SIZE - 1) / Byte.SIZE];
        boolean hasNulls = false;
        for (int row = 0; row < column.size(); row++) {
            if (column.isNull(row)) {
                bits[row / Byte.SIZE] |= (byte) (1 << row % Byte.SIZE);
                hasNulls = true;
            }
        }
        return hasNulls ? ByteString.copyFrom(bits) : ByteString.EMPTY;
    }

    private static void putLongs(LongColumn column, dev.asof.v1.Column.Builder wire) {
        switch (scalar(column.type())) {
            case BOOL -> {
                BoolArray.Builder array = BoolArray.newBuilder();
                forEach(column, value -> array.addValues(value != 0));
                wire.setBools(array);
            }
            case INT32 -> {
                Int32Array.Builder array = Int32Array.newBuilder();
                forEach(column, value -> array.addValues((int) value));
                wire.setInt32S(array);
            }
            case INT64 -> {
                Int64Array.Builder array = Int64Array.newBuilder();
                forEach(column, array::addValues);
                wire.setInt64S(array);
            }
            case DATE -> {
                DateArray.Builder array = DateArray.newBuilder();
                forEach(column, value -> array.addDays((int) value));
                wire.setDates(array);
            }
            case TIMESTAMP -> {
                TimestampArray.Builder array = TimestampArray.newBuilder();
                forEach(column, array::addMicros);
                wire.setTimestamps(array);
            }
            case FLOAT32, FLOAT64, STRING -> throw new IllegalStateException("Not of the long lane: " + column.type());
        }
    }

    private static void forEach(LongColumn column, LongConsumer consumer) {
        for (int row = 0; row < column.size(); row++) {
            consumer.accept(column.isNull(row) ? 0 : column.values()[row]);
        }
    }

    private static void putDoubles(DoubleColumn column, dev.asof.v1.Column.Builder wire) {
        if (column.type() == ScalarType.FLOAT32) {
            Float32Array.Builder array = Float32Array.newBuilder();
            for (int row = 0; row < column.size(); row++) {
                array.addValues(column.isNull(row) ? 0 : (float) column.values()[row]);
            }
            wire.setFloat32S(array);
        } else {
            Float64Array.Builder array = Float64Array.newBuilder();
            for (int row = 0; row < column.size(); row++) {
                array.addValues(column.isNull(row) ? 0 : column.values()[row]);
            }
            wire.setFloat64S(array);
        }
    }

    private static void putTexts(BytesColumn column, dev.asof.v1.Column.Builder wire) {
        ByteString[] values = new ByteString[column.size()];
        for (int row = 0; row < values.length; row++) {
            values[row] = column.isNull(row)
                    ? ByteString.EMPTY
                    : ByteString.copyFrom(column.data(), column.offsets()[row], column.length(row));
        }
        if (Arrays.stream(values).allMatch(ByteString::isValidUtf8)) {
            StringArray.Builder array = StringArray.newBuilder();
            Arrays.stream(values).forEach(array::addValuesBytes);
            wire.setStrings(array);
        } else {
            wire.setBinaries(BinaryArray.newBuilder().addAllValues(Arrays.asList(values)));
        }
    }

    private static ScalarType scalar(DataType type) {
        return switch (type) {
            case ScalarType scalar -> scalar;
        };
    }
}
