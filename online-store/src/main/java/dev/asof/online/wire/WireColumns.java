package dev.asof.online.wire;

import com.google.protobuf.ByteString;
import dev.asof.registry.compute.event.LocalTimeText;
import dev.asof.registry.compute.nested.Decimals;
import dev.asof.registry.compute.nested.ListCodec;
import dev.asof.registry.compute.nested.MapCodec;
import dev.asof.registry.compute.schema.BytesColumn;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.ColumnBuilder;
import dev.asof.registry.compute.schema.DecimalType;
import dev.asof.registry.compute.schema.DoubleColumn;
import dev.asof.registry.compute.schema.ListType;
import dev.asof.registry.compute.schema.LongColumn;
import dev.asof.registry.compute.schema.MapType;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.v1.BinaryArray;
import dev.asof.v1.BoolArray;
import dev.asof.v1.DateArray;
import dev.asof.v1.DecimalArray;
import dev.asof.v1.Float32Array;
import dev.asof.v1.Float64Array;
import dev.asof.v1.Int32Array;
import dev.asof.v1.Int64Array;
import dev.asof.v1.ListArray;
import dev.asof.v1.MapArray;
import dev.asof.v1.NamedColumn;
import dev.asof.v1.StringArray;
import dev.asof.v1.TimestampArray;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.function.LongConsumer;

/** Writes columns as the wire carries them, bit for bit. A null's entry is zero, false or empty. */
public final class WireColumns {
    private WireColumns() {}

    /** The batch with the names of its columns. Local times are text without an offset, which the reader's source places. */
    public static dev.asof.v1.ColumnBatch of(ColumnBatch batch) {
        dev.asof.v1.ColumnBatch.Builder wire = dev.asof.v1.ColumnBatch.newBuilder();
        for (int i = 0; i < batch.columns().size(); i++) {
            wire.addColumns(NamedColumn.newBuilder()
                    .setName(batch.schema().field(i).name())
                    .setValues(of(LocalTimeText.inPlaceOfLocalTimes(batch, i))));
        }
        return wire.build();
    }

    /** A text column is a column of bytes if not all of its values are UTF-8: whoever reads it judges them. */
    public static dev.asof.v1.Column of(Column column) {
        dev.asof.v1.Column.Builder wire = dev.asof.v1.Column.newBuilder().setNulls(nulls(column));
        switch (column) {
            case LongColumn longs when longs.type() instanceof DecimalType type -> putDecimals(type, longs, wire);
            case LongColumn longs -> putLongs(longs, wire);
            case DoubleColumn doubles -> putDoubles(doubles, wire);
            case BytesColumn bytes -> putBytes(bytes, wire);
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
        switch ((ScalarType) column.type()) {
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
            case FLOAT32, FLOAT64, STRING, BYTES ->
                throw new IllegalStateException("Not of the long lane: " + column.type());
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

    private static void putBytes(BytesColumn column, dev.asof.v1.Column.Builder wire) {
        switch (column.type()) {
            case ScalarType type -> putTexts(type, column, wire);
            case DecimalType type -> putDecimals(type, column, wire);
            case ListType type -> putLists(type, column, wire);
            case MapType type -> putMaps(type, column, wire);
        }
    }

    private static void putTexts(ScalarType type, BytesColumn column, dev.asof.v1.Column.Builder wire) {
        ByteString[] values = new ByteString[column.size()];
        for (int row = 0; row < values.length; row++) {
            values[row] = column.isNull(row)
                    ? ByteString.EMPTY
                    : ByteString.copyFrom(column.data(), column.offsets()[row], column.length(row));
        }
        if (type == ScalarType.STRING && Arrays.stream(values).allMatch(ByteString::isValidUtf8)) {
            StringArray.Builder array = StringArray.newBuilder();
            Arrays.stream(values).forEach(array::addValuesBytes);
            wire.setStrings(array);
        } else {
            wire.setBinaries(BinaryArray.newBuilder().addAllValues(Arrays.asList(values)));
        }
    }

    private static void putDecimals(DecimalType type, Column column, dev.asof.v1.Column.Builder wire) {
        DecimalArray.Builder array = DecimalArray.newBuilder().setScale(type.scale());
        for (int row = 0; row < column.size(); row++) {
            BigInteger unscaled = column.isNull(row) ? BigInteger.ZERO : Decimals.unscaled(column, row);
            array.addHigh(unscaled.shiftRight(Long.SIZE).longValue()).addLow(unscaled.longValue());
        }
        wire.setDecimals(array);
    }

    private static void putLists(ListType type, BytesColumn column, dev.asof.v1.Column.Builder wire) {
        ListCodec codec = new ListCodec(type);
        ColumnBuilder elements = new ColumnBuilder(type.element());
        ListArray.Builder array = ListArray.newBuilder();
        for (int row = 0; row < column.size(); row++) {
            int before = elements.size();
            if (!column.isNull(row)) {
                codec.appendElements(column.data(), column.offsets()[row], elements);
            }
            array.addLengths(elements.size() - before);
        }
        wire.setLists(array.setElements(of(elements.build())));
    }

    private static void putMaps(MapType type, BytesColumn column, dev.asof.v1.Column.Builder wire) {
        MapCodec codec = new MapCodec(type);
        ColumnBuilder keys = new ColumnBuilder(ScalarType.STRING);
        ColumnBuilder values = new ColumnBuilder(type.value());
        MapArray.Builder array = MapArray.newBuilder();
        for (int row = 0; row < column.size(); row++) {
            int before = keys.size();
            if (!column.isNull(row)) {
                codec.appendEntries(column.data(), column.offsets()[row], keys, values);
            }
            array.addLengths(keys.size() - before);
        }
        wire.setMaps(array.setKeys(of(keys.build())).setValues(of(values.build())));
    }
}
