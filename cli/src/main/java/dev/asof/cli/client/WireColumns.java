package dev.asof.cli.client;

import com.google.protobuf.ByteString;
import dev.asof.registry.compute.schema.BytesColumn;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.ColumnBuilder;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.DoubleColumn;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.LongColumn;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.Schema;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
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
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/** Columns in the form of the wire and back, bit for bit. */
final class WireColumns {
    private WireColumns() {}

    static dev.asof.v1.ColumnBatch toWire(ColumnBatch batch) {
        dev.asof.v1.ColumnBatch.Builder wire = dev.asof.v1.ColumnBatch.newBuilder();
        for (int i = 0; i < batch.columns().size(); i++) {
            wire.addColumns(NamedColumn.newBuilder()
                    .setName(batch.schema().field(i).name())
                    .setValues(toWire(batch.column(i))));
        }
        return wire.build();
    }

    static ColumnBatch fromWire(dev.asof.v1.ColumnBatch wire) {
        List<Field> fields = new ArrayList<>();
        List<Column> columns = new ArrayList<>();
        for (NamedColumn named : wire.getColumnsList()) {
            Column column = fromWire(named.getValues());
            fields.add(new Field(named.getName(), column.type()));
            columns.add(column);
        }
        return new ColumnBatch(
                new Schema(fields),
                columns,
                columns.isEmpty() ? 0 : columns.getFirst().size());
    }

    static DataType fromWire(dev.asof.v1.DataType type) {
        return switch (type.getScalar()) {
            case SCALAR_TYPE_BOOL -> ScalarType.BOOL;
            case SCALAR_TYPE_INT32 -> ScalarType.INT32;
            case SCALAR_TYPE_INT64 -> ScalarType.INT64;
            case SCALAR_TYPE_FLOAT32 -> ScalarType.FLOAT32;
            case SCALAR_TYPE_FLOAT64 -> ScalarType.FLOAT64;
            case SCALAR_TYPE_STRING -> ScalarType.STRING;
            case SCALAR_TYPE_DATE -> ScalarType.DATE;
            case SCALAR_TYPE_TIMESTAMP -> ScalarType.TIMESTAMP;
            case SCALAR_TYPE_BYTES, SCALAR_TYPE_UNSPECIFIED, UNRECOGNIZED -> throw newerServer();
        };
    }

    private static dev.asof.v1.Column toWire(Column column) {
        dev.asof.v1.Column.Builder wire = dev.asof.v1.Column.newBuilder().setNulls(nulls(column));
        switch (column) {
            case LongColumn longs -> setLongs(wire, longs);
            case DoubleColumn doubles -> setDoubles(wire, doubles);
            case BytesColumn bytes -> setBytes(wire, bytes);
        }
        return wire.build();
    }

    private static void setLongs(dev.asof.v1.Column.Builder wire, LongColumn column) {
        switch ((ScalarType) column.type()) {
            case BOOL -> {
                BoolArray.Builder array = BoolArray.newBuilder();
                eachRow(column, row -> array.addValues(!column.isNull(row) && column.values()[row] != 0));
                wire.setBools(array);
            }
            case INT32 -> {
                Int32Array.Builder array = Int32Array.newBuilder();
                eachRow(column, row -> array.addValues((int) orZero(column, row)));
                wire.setInt32S(array);
            }
            case INT64 -> {
                Int64Array.Builder array = Int64Array.newBuilder();
                eachRow(column, row -> array.addValues(orZero(column, row)));
                wire.setInt64S(array);
            }
            case DATE -> {
                DateArray.Builder array = DateArray.newBuilder();
                eachRow(column, row -> array.addDays((int) orZero(column, row)));
                wire.setDates(array);
            }
            case TIMESTAMP -> {
                TimestampArray.Builder array = TimestampArray.newBuilder();
                eachRow(column, row -> array.addMicros(orZero(column, row)));
                wire.setTimestamps(array);
            }
            case FLOAT32, FLOAT64, STRING ->
                throw new IllegalArgumentException(column.type().displayName() + " is not a type of longs");
        }
    }

    private static void setDoubles(dev.asof.v1.Column.Builder wire, DoubleColumn column) {
        if (column.type() == ScalarType.FLOAT32) {
            Float32Array.Builder array = Float32Array.newBuilder();
            eachRow(column, row -> array.addValues(column.isNull(row) ? 0 : (float) column.values()[row]));
            wire.setFloat32S(array);
        } else {
            Float64Array.Builder array = Float64Array.newBuilder();
            eachRow(column, row -> array.addValues(column.isNull(row) ? 0 : column.values()[row]));
            wire.setFloat64S(array);
        }
    }

    /** Text as a string where all of it is valid, and as bytes otherwise, for the server to judge row by row. */
    private static void setBytes(dev.asof.v1.Column.Builder wire, BytesColumn column) {
        boolean valid = true;
        for (int row = 0; row < column.size() && valid; row++) {
            valid = column.isNull(row) || slice(column, row).isValidUtf8();
        }
        if (valid) {
            StringArray.Builder array = StringArray.newBuilder();
            eachRow(column, row -> array.addValuesBytes(column.isNull(row) ? ByteString.EMPTY : slice(column, row)));
            wire.setStrings(array);
        } else {
            BinaryArray.Builder array = BinaryArray.newBuilder();
            eachRow(column, row -> array.addValues(column.isNull(row) ? ByteString.EMPTY : slice(column, row)));
            wire.setBinaries(array);
        }
    }

    private static ByteString slice(BytesColumn column, int row) {
        int from = column.offsets()[row];
        return ByteString.copyFrom(column.data(), from, column.offsets()[row + 1] - from);
    }

    private static long orZero(LongColumn column, int row) {
        return column.isNull(row) ? 0 : column.values()[row];
    }

    private static ByteString nulls(Column column) {
        if (!column.mayHaveNulls()) {
            return ByteString.EMPTY;
        }
        byte[] bits = new byte[(column.size() + 7) / 8];
        boolean any = false;
        for (int row = 0; row < column.size(); row++) {
            if (column.isNull(row)) {
                bits[row / 8] |= (byte) (1 << (row % 8));
                any = true;
            }
        }
        return any ? ByteString.copyFrom(bits) : ByteString.EMPTY;
    }

    static Column fromWire(dev.asof.v1.Column wire) {
        return switch (wire.getValuesCase()) {
            case BOOLS ->
                column(
                        ScalarType.BOOL,
                        wire,
                        wire.getBools().getValuesCount(),
                        (builder, row) -> builder.appendLong(wire.getBools().getValues(row) ? 1 : 0));
            case INT32S ->
                column(
                        ScalarType.INT32,
                        wire,
                        wire.getInt32S().getValuesCount(),
                        (builder, row) -> builder.appendLong(wire.getInt32S().getValues(row)));
            case INT64S ->
                column(
                        ScalarType.INT64,
                        wire,
                        wire.getInt64S().getValuesCount(),
                        (builder, row) -> builder.appendLong(wire.getInt64S().getValues(row)));
            case FLOAT32S ->
                column(
                        ScalarType.FLOAT32,
                        wire,
                        wire.getFloat32S().getValuesCount(),
                        (builder, row) ->
                                builder.appendDouble(wire.getFloat32S().getValues(row)));
            case FLOAT64S ->
                column(
                        ScalarType.FLOAT64,
                        wire,
                        wire.getFloat64S().getValuesCount(),
                        (builder, row) ->
                                builder.appendDouble(wire.getFloat64S().getValues(row)));
            case STRINGS ->
                column(
                        ScalarType.STRING,
                        wire,
                        wire.getStrings().getValuesCount(),
                        (builder, row) -> builder.appendText(wire.getStrings().getValues(row)));
            case BINARIES ->
                column(
                        ScalarType.STRING,
                        wire,
                        wire.getBinaries().getValuesCount(),
                        (builder, row) -> builder.appendBytes(
                                wire.getBinaries().getValues(row).toByteArray()));
            case DATES ->
                column(
                        ScalarType.DATE,
                        wire,
                        wire.getDates().getDaysCount(),
                        (builder, row) -> builder.appendLong(wire.getDates().getDays(row)));
            case TIMESTAMPS ->
                column(
                        ScalarType.TIMESTAMP,
                        wire,
                        wire.getTimestamps().getMicrosCount(),
                        (builder, row) ->
                                builder.appendLong(wire.getTimestamps().getMicros(row)));
            case DECIMALS, LISTS, MAPS, VALUES_NOT_SET -> throw newerServer();
        };
    }

    private interface Append {
        void value(ColumnBuilder builder, int row);
    }

    private static Column column(ScalarType type, dev.asof.v1.Column wire, int rows, Append append) {
        ColumnBuilder builder = new ColumnBuilder(type);
        ByteString nulls = wire.getNulls();
        for (int row = 0; row < rows; row++) {
            if (!nulls.isEmpty() && (nulls.byteAt(row / 8) >> (row % 8) & 1) != 0) {
                builder.appendNull();
            } else {
                append.value(builder, row);
            }
        }
        return builder.build();
    }

    private static void eachRow(Column column, IntConsumer action) {
        for (int row = 0; row < column.size(); row++) {
            action.accept(row);
        }
    }

    private static AsofException newerServer() {
        return new AsofException(
                ErrorCode.UNSUPPORTED_FORMAT_VERSION,
                "Cannot read the server's answer: it holds a type that this command does not know."
                        + " Use the command of the server's version.");
    }
}
