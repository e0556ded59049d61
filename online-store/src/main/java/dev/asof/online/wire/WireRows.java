package dev.asof.online.wire;

import com.google.protobuf.ByteString;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.ColumnBuilder;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.Schema;
import dev.asof.registry.diagnostic.Quoted;
import dev.asof.v1.NamedColumn;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntConsumer;

/** Reads columns of the wire, with the types that they were sent with; what they have to be is seen to by others. */
public final class WireRows {
    private WireRows() {}

    /** @throws MalformedMessage if the batch is not well-formed */
    public static ColumnBatch read(dev.asof.v1.ColumnBatch batch) {
        List<Field> fields = new ArrayList<>();
        List<Column> columns = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (NamedColumn named : batch.getColumnsList()) {
            if (!names.add(named.getName())) {
                throw malformed(named.getName(), "stands twice in the batch");
            }
            Column column = read(named.getName(), named.getValues());
            if (!columns.isEmpty() && columns.getFirst().size() != column.size()) {
                throw malformed(
                        named.getName(),
                        "has " + column.size() + " values, the first column has "
                                + columns.getFirst().size());
            }
            fields.add(new Field(named.getName(), column.type()));
            columns.add(column);
        }
        int rows = columns.isEmpty() ? 0 : columns.getFirst().size();
        return new ColumnBatch(new Schema(fields), columns, rows);
    }

    /** The number of rows, as the first column has it. */
    public static int rowCount(dev.asof.v1.ColumnBatch batch) {
        return batch.getColumnsCount() == 0 ? 0 : size(batch.getColumns(0).getValues());
    }

    /**
     * One column.
     *
     * @param name for the message of what is wrong
     * @throws MalformedMessage if it has no values, values of a type that is not served, or the wrong number of null bits
     */
    public static Column read(String name, dev.asof.v1.Column wire) {
        ScalarType type = type(name, wire);
        ColumnBuilder column = new ColumnBuilder(type);
        int rows = size(wire);
        requireNullBits(name, wire.getNulls(), rows);
        IntConsumer values = appender(wire, column);
        for (int row = 0; row < rows; row++) {
            if (isNull(wire.getNulls(), row)) {
                column.appendNull();
            } else {
                values.accept(row);
            }
        }
        return column.build();
    }

    private static ScalarType type(String name, dev.asof.v1.Column wire) {
        return switch (wire.getValuesCase()) {
            case BOOLS -> ScalarType.BOOL;
            case INT32S -> ScalarType.INT32;
            case INT64S -> ScalarType.INT64;
            case FLOAT32S -> ScalarType.FLOAT32;
            case FLOAT64S -> ScalarType.FLOAT64;
            case STRINGS, BINARIES -> ScalarType.STRING;
            case DATES -> ScalarType.DATE;
            case TIMESTAMPS -> ScalarType.TIMESTAMP;
            case DECIMALS, LISTS, MAPS -> throw malformed(name, "is of a type that no column has yet");
            case VALUES_NOT_SET -> throw malformed(name, "has no values");
        };
    }

    private static int size(dev.asof.v1.Column wire) {
        return switch (wire.getValuesCase()) {
            case BOOLS -> wire.getBools().getValuesCount();
            case INT32S -> wire.getInt32S().getValuesCount();
            case INT64S -> wire.getInt64S().getValuesCount();
            case FLOAT32S -> wire.getFloat32S().getValuesCount();
            case FLOAT64S -> wire.getFloat64S().getValuesCount();
            case STRINGS -> wire.getStrings().getValuesCount();
            case BINARIES -> wire.getBinaries().getValuesCount();
            case DATES -> wire.getDates().getDaysCount();
            case TIMESTAMPS -> wire.getTimestamps().getMicrosCount();
            case DECIMALS, LISTS, MAPS, VALUES_NOT_SET -> 0;
        };
    }

    /** Appends the value of a row; text by its bytes, so that nothing is lost that is no UTF-8. */
    private static IntConsumer appender(dev.asof.v1.Column wire, ColumnBuilder to) {
        return switch (wire.getValuesCase()) {
            case BOOLS -> row -> to.appendLong(wire.getBools().getValues(row) ? 1 : 0);
            case INT32S -> row -> to.appendLong(wire.getInt32S().getValues(row));
            case INT64S -> row -> to.appendLong(wire.getInt64S().getValues(row));
            case FLOAT32S -> row -> to.appendDouble(wire.getFloat32S().getValues(row));
            case FLOAT64S -> row -> to.appendDouble(wire.getFloat64S().getValues(row));
            case STRINGS ->
                row -> to.appendBytes(wire.getStrings().getValuesBytes(row).toByteArray());
            case BINARIES ->
                row -> to.appendBytes(wire.getBinaries().getValues(row).toByteArray());
            case DATES -> row -> to.appendLong(wire.getDates().getDays(row));
            case TIMESTAMPS -> row -> to.appendLong(wire.getTimestamps().getMicros(row));
            case DECIMALS, LISTS, MAPS, VALUES_NOT_SET -> row -> {};
        };
    }

    private static void requireNullBits(String name, ByteString nulls, int rows) {
        int expected = (rows + Byte.SIZE - 1) / Byte.SIZE;
        if (!nulls.isEmpty() && nulls.size() != expected) {
            throw malformed(name, "has " + nulls.size() + " bytes of null bits for " + rows + " rows, not " + expected);
        }
        for (int row = rows; row < nulls.size() * Byte.SIZE; row++) {
            if (isNull(nulls, row)) {
                throw malformed(name, "has null bits beyond its " + rows + " rows");
            }
        }
    }

    private static boolean isNull(ByteString nulls, int row) {
        return !nulls.isEmpty() && (nulls.byteAt(row / Byte.SIZE) >> row % Byte.SIZE & 1) != 0;
    }

    private static MalformedMessage malformed(String column, String reason) {
        return new MalformedMessage("column " + Quoted.of(column) + " " + reason);
    }
}
