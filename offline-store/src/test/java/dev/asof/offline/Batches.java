package dev.asof.offline;

import dev.asof.registry.compute.schema.Clock;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.ColumnBuilder;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.Schema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Batches for tests, column by column; null is null. */
public final class Batches {
    private final List<Field> fields = new ArrayList<>();
    private final List<Column> columns = new ArrayList<>();
    private int rowCount;

    public static Batches with(String name, DataType type, @Nullable Object... values) {
        return new Batches().and(name, type, values);
    }

    public Batches and(String name, DataType type, @Nullable Object... values) {
        ColumnBuilder builder = new ColumnBuilder(type);
        Arrays.asList(values).forEach(value -> append(builder, value));
        fields.add(new Field(name, type));
        columns.add(builder.build());
        rowCount = values.length;
        return this;
    }

    /** A column of times on local clocks, in microseconds. */
    public Batches andLocal(String name, @Nullable Object... times) {
        and(name, ScalarType.TIMESTAMP, times);
        fields.set(fields.size() - 1, new Field(name, ScalarType.TIMESTAMP, Clock.LOCAL));
        return this;
    }

    public ColumnBatch build() {
        return new ColumnBatch(new Schema(fields), columns, rowCount);
    }

    private static void append(ColumnBuilder builder, @Nullable Object value) {
        switch (value) {
            case null -> builder.appendNull();
            case Boolean truth -> builder.appendLong(truth ? 1 : 0);
            case String text -> builder.appendText(text);
            case Number number
            when builder.type() instanceof ScalarType type && type.isFloat() ->
                builder.appendDouble(number.doubleValue());
            case Number number -> builder.appendLong(number.longValue());
            default -> throw new IllegalArgumentException(value.toString());
        }
    }

    /** The values of a column as objects. */
    public static List<@Nullable Object> values(Column column) {
        List<@Nullable Object> values = new ArrayList<>();
        for (int row = 0; row < column.size(); row++) {
            values.add(value(column, row));
        }
        return values;
    }

    private static @Nullable Object value(Column column, int row) {
        if (column.isNull(row)) {
            return null;
        }
        return switch (column) {
            case dev.asof.registry.compute.schema.LongColumn longs -> longs.values()[row];
            case dev.asof.registry.compute.schema.DoubleColumn doubles -> doubles.values()[row];
            case dev.asof.registry.compute.schema.BytesColumn bytes -> bytes.text(row);
        };
    }
}
