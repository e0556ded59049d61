package dev.asof.online.wire;

import com.google.protobuf.ByteString;
import dev.asof.registry.compute.event.CheckedRows;
import dev.asof.registry.compute.event.TypeCheck;
import dev.asof.registry.compute.nested.Decimals;
import dev.asof.registry.compute.nested.ListCodec;
import dev.asof.registry.compute.nested.MapCodec;
import dev.asof.registry.compute.schema.BytesColumn;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.ColumnBuilder;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.DecimalType;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.ListType;
import dev.asof.registry.compute.schema.MapType;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.Schema;
import dev.asof.registry.diagnostic.Quoted;
import dev.asof.v1.DecimalArray;
import dev.asof.v1.ListArray;
import dev.asof.v1.MapArray;
import dev.asof.v1.NamedColumn;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;

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
        Optional<Column> nested = nested(name, wire);
        return nested.isPresent() ? nested.get() : readFlat(name, wire);
    }

    /**
     * One column of a type of which its values leave something open: how many digits decimals have, and how many elements lists.
     *
     * @param name for the message of what is wrong
     * @throws MalformedMessage as {@link #read(String, dev.asof.v1.Column)}, or if it has values that the type does not
     */
    public static Column read(String name, dev.asof.v1.Column wire, DataType type) {
        Column column = read(name, wire);
        if (column.type().equals(type)) {
            return column;
        }
        Schema sent = new Schema(List.of(new Field(name, column.type())));
        CheckedRows typed = new TypeCheck(new Schema(List.of(new Field(name, type))), Optional.empty())
                .check(new ColumnBatch(sent, List.of(column), column.size()));
        if (!typed.violations().isEmpty()) {
            throw malformed(name, "has a value that is no " + type.displayName());
        }
        return typed.rows().column(0);
    }

    private static Column readFlat(String name, dev.asof.v1.Column wire) {
        DataType type = type(name, wire);
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

    private static DataType type(String name, dev.asof.v1.Column wire) {
        return switch (wire.getValuesCase()) {
            case BOOLS -> ScalarType.BOOL;
            case INT32S -> ScalarType.INT32;
            case INT64S -> ScalarType.INT64;
            case FLOAT32S -> ScalarType.FLOAT32;
            case FLOAT64S -> ScalarType.FLOAT64;
            case STRINGS -> ScalarType.STRING;
            case BINARIES -> ScalarType.BYTES;
            case DATES -> ScalarType.DATE;
            case TIMESTAMPS -> ScalarType.TIMESTAMP;
            case DECIMALS -> decimal(name, wire.getDecimals());
            case LISTS, MAPS -> throw new IllegalStateException("Not flat: " + name);
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
            case DECIMALS -> wire.getDecimals().getHighCount();
            case LISTS, MAPS, VALUES_NOT_SET -> 0;
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
            case DECIMALS -> row -> to.appendBytes(wide(wire.getDecimals(), row));
            case LISTS, MAPS, VALUES_NOT_SET -> row -> {};
        };
    }

    /** Decimals of a scale, of as many digits as there can be. */
    private static DataType decimal(String name, DecimalArray wire) {
        if (wire.getScale() < 0 || wire.getScale() > DecimalType.MAX_PRECISION) {
            throw malformed(name, "has decimals of scale " + Integer.toUnsignedString(wire.getScale()));
        }
        if (wire.getHighCount() != wire.getLowCount()) {
            throw malformed(name, "has decimals of which a half is missing");
        }
        return new DecimalType(DecimalType.MAX_PRECISION, wire.getScale());
    }

    private static byte[] wide(DecimalArray wire, int row) {
        byte[] value = new byte[Decimals.WIDE_BYTES];
        Decimals.putWide(value, 0, wire.getHigh(row), wire.getLow(row));
        return value;
    }

    private static Optional<Column> nested(String name, dev.asof.v1.Column wire) {
        return switch (wire.getValuesCase()) {
            case LISTS -> Optional.of(lists(name, wire));
            case MAPS -> Optional.of(maps(name, wire));
            case BOOLS,
                    INT32S,
                    INT64S,
                    FLOAT32S,
                    FLOAT64S,
                    DECIMALS,
                    STRINGS,
                    BINARIES,
                    DATES,
                    TIMESTAMPS,
                    VALUES_NOT_SET -> Optional.empty();
        };
    }

    private static Column lists(String name, dev.asof.v1.Column wire) {
        ListArray lists = wire.getLists();
        Column elements = read(name, lists.getElements());
        ListCodec codec = new ListCodec(new ListType(elements.type()));
        int[] offsets = offsets(name, lists.getLengthsList(), elements);
        return collected(
                name, wire, codec.type(), offsets, row -> codec.encode(elements, offsets[row], offsets[row + 1]));
    }

    private static Column maps(String name, dev.asof.v1.Column wire) {
        MapArray maps = wire.getMaps();
        Column values = read(name, maps.getValues());
        int[] offsets = offsets(name, maps.getLengthsList(), values);
        if (!(read(name, maps.getKeys()) instanceof BytesColumn keys)
                || keys.type() != ScalarType.STRING
                || keys.size() != values.size()) {
            throw malformed(name, "has no string key for each of the " + values.size() + " values of its maps");
        }
        requireAscending(name, keys, offsets);
        MapCodec codec = new MapCodec(new MapType(values.type()));
        return collected(
                name, wire, codec.type(), offsets, row -> codec.encode(keys, values, offsets[row], offsets[row + 1]));
    }

    private static void requireAscending(String name, BytesColumn keys, int[] offsets) {
        for (int row = 0; row + 1 < offsets.length; row++) {
            for (int key = offsets[row]; key < offsets[row + 1]; key++) {
                if (keys.isNull(key) || (key > offsets[row] && keys.compare(key - 1, keys, key) >= 0)) {
                    throw malformed(name, "has a map whose keys are null, equal, or not in ascending order");
                }
            }
        }
    }

    private static int[] offsets(String name, List<Integer> lengths, Column elements) {
        int[] offsets = new int[lengths.size() + 1];
        for (int row = 0; row < lengths.size(); row++) {
            int length = lengths.get(row);
            if (length < 0 || length > elements.size() - offsets[row]) {
                throw malformed(name, "has lengths that add up to more than " + elements.size());
            }
            offsets[row + 1] = offsets[row] + length;
        }
        if (offsets[lengths.size()] != elements.size()) {
            throw malformed(name, "has lengths that add up to " + offsets[lengths.size()] + ", not " + elements.size());
        }
        return offsets;
    }

    private static Column collected(
            String name, dev.asof.v1.Column wire, DataType type, int[] offsets, IntFunction<byte[]> encoded) {
        ColumnBuilder column = new ColumnBuilder(type);
        int rows = offsets.length - 1;
        requireNullBits(name, wire.getNulls(), rows);
        for (int row = 0; row < rows; row++) {
            if (isNull(wire.getNulls(), row)) {
                column.appendNull();
            } else {
                column.appendBytes(encoded.apply(row));
            }
        }
        return column.build();
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
