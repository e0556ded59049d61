package dev.asof.online.grpc;

import com.google.protobuf.ByteString;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.ColumnBuilder;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.Schema;
import dev.asof.registry.diagnostic.Quoted;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import dev.asof.v1.NamedColumn;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Rows that a client sends, as columns of the types that it sent; what they have to be is seen to by others. */
final class WireRows {
    private WireRows() {}

    /** @throws AsofException INVALID_ARGUMENT if the batch is not well-formed */
    static ColumnBatch read(dev.asof.v1.ColumnBatch batch) {
        List<Field> fields = new ArrayList<>();
        List<Column> columns = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (NamedColumn named : batch.getColumnsList()) {
            if (!names.add(named.getName())) {
                throw invalid(named, "it stands twice in the batch");
            }
            Column column = read(named);
            if (!columns.isEmpty() && columns.getFirst().size() != column.size()) {
                throw invalid(
                        named,
                        "it has " + column.size() + " values, the first column has "
                                + columns.getFirst().size());
            }
            fields.add(new Field(named.getName(), column.type()));
            columns.add(column);
        }
        return new ColumnBatch(
                new Schema(fields),
                columns,
                columns.isEmpty() ? 0 : columns.getFirst().size());
    }

    private static Column read(NamedColumn named) {
        dev.asof.v1.Column wire = named.getValues();
        return switch (wire.getValuesCase()) {
            case BOOLS ->
                column(
                        named,
                        ScalarType.BOOL,
                        wire.getBools().getValuesCount(),
                        (row, column) -> column.appendLong(wire.getBools().getValues(row) ? 1 : 0));
            case INT32S ->
                column(
                        named,
                        ScalarType.INT32,
                        wire.getInt32S().getValuesCount(),
                        (row, column) -> column.appendLong(wire.getInt32S().getValues(row)));
            case INT64S ->
                column(
                        named,
                        ScalarType.INT64,
                        wire.getInt64S().getValuesCount(),
                        (row, column) -> column.appendLong(wire.getInt64S().getValues(row)));
            case FLOAT32S ->
                column(
                        named,
                        ScalarType.FLOAT32,
                        wire.getFloat32S().getValuesCount(),
                        (row, column) -> column.appendDouble(wire.getFloat32S().getValues(row)));
            case FLOAT64S ->
                column(
                        named,
                        ScalarType.FLOAT64,
                        wire.getFloat64S().getValuesCount(),
                        (row, column) -> column.appendDouble(wire.getFloat64S().getValues(row)));
            case STRINGS ->
                column(
                        named,
                        ScalarType.STRING,
                        wire.getStrings().getValuesCount(),
                        (row, column) ->
                                column.appendBytes(bytes(wire.getStrings().getValuesBytes(row))));
            case BINARIES ->
                column(
                        named,
                        ScalarType.STRING,
                        wire.getBinaries().getValuesCount(),
                        (row, column) ->
                                column.appendBytes(bytes(wire.getBinaries().getValues(row))));
            case DATES ->
                column(
                        named,
                        ScalarType.DATE,
                        wire.getDates().getDaysCount(),
                        (row, column) -> column.appendLong(wire.getDates().getDays(row)));
            case TIMESTAMPS ->
                column(
                        named,
                        ScalarType.TIMESTAMP,
                        wire.getTimestamps().getMicrosCount(),
                        (row, column) -> column.appendLong(wire.getTimestamps().getMicros(row)));
            case DECIMALS, LISTS, MAPS -> throw invalid(named, "no column of a source or key has such a type yet");
            case VALUES_NOT_SET -> throw invalid(named, "it has no values");
        };
    }

    private static byte[] bytes(ByteString value) {
        return value.toByteArray();
    }

    /** Appends the value of one row. */
    @FunctionalInterface
    private interface Appender {
        void append(int row, ColumnBuilder column);
    }

    private static Column column(NamedColumn named, ScalarType type, int size, Appender values) {
        ByteString nulls = named.getValues().getNulls();
        requireNullBits(named, nulls, size);
        ColumnBuilder column = new ColumnBuilder(type);
        for (int row = 0; row < size; row++) {
            if (isNull(nulls, row)) {
                column.appendNull();
            } else {
                values.append(row, column);
            }
        }
        return column.build();
    }

    private static void requireNullBits(NamedColumn named, ByteString nulls, int size) {
        int expected = (size + Byte.SIZE - 1) / Byte.SIZE;
        if (!nulls.isEmpty() && nulls.size() != expected) {
            throw invalid(
                    named, "its null bits have " + nulls.size() + " bytes for " + size + " rows, not " + expected);
        }
        for (int row = size; row < nulls.size() * Byte.SIZE; row++) {
            if (isNull(nulls, row)) {
                throw invalid(named, "its null bits go beyond its " + size + " rows");
            }
        }
    }

    private static boolean isNull(ByteString nulls, int row) {
        return !nulls.isEmpty() && (nulls.byteAt(row / Byte.SIZE) >> row % Byte.SIZE & 1) != 0;
    }

    private static AsofException invalid(NamedColumn named, String reason) {
        return new AsofException(
                ErrorCode.INVALID_ARGUMENT,
                "Cannot read column " + Quoted.of(named.getName()) + " of the request: " + reason + ".");
    }
}
