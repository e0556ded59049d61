package dev.asof.online.grpc;

import com.google.protobuf.ByteString;
import dev.asof.registry.compute.schema.BytesColumn;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.DoubleColumn;
import dev.asof.registry.compute.schema.LongColumn;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.v1.BoolArray;
import dev.asof.v1.DateArray;
import dev.asof.v1.Float32Array;
import dev.asof.v1.Float64Array;
import dev.asof.v1.Int32Array;
import dev.asof.v1.Int64Array;
import dev.asof.v1.StringArray;
import dev.asof.v1.TimestampArray;

/** Columns as the wire carries them. A null's entry is zero, false or empty. */
final class WireColumns {
    private WireColumns() {}

    static dev.asof.v1.Column of(Column column) {
        dev.asof.v1.Column.Builder wire = dev.asof.v1.Column.newBuilder().setNulls(nulls(column));
        switch (column) {
            case LongColumn longs -> putLongs(longs, wire);
            case DoubleColumn doubles -> putDoubles(doubles, wire);
            case BytesColumn bytes -> putTexts(bytes, wire);
        }
        return wire.build();
    }

    private static ByteString nulls(Column column) {
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

    private static void forEach(LongColumn column, java.util.function.LongConsumer consumer) {
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
        StringArray.Builder array = StringArray.newBuilder();
        for (int row = 0; row < column.size(); row++) {
            array.addValuesBytes(
                    column.isNull(row)
                            ? ByteString.EMPTY
                            : ByteString.copyFrom(column.data(), column.offsets()[row], column.length(row)));
        }
        wire.setStrings(array);
    }

    private static ScalarType scalar(DataType type) {
        return switch (type) {
            case ScalarType scalar -> scalar;
        };
    }
}
