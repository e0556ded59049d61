package dev.asof.online;

import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.ColumnBuilder;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.Schema;
import java.util.ArrayList;
import java.util.List;

/** Writes batches as a table: names with types, then the values of each row, null for null. */
public final class Rows {
    private final List<Field> fields = new ArrayList<>();
    private final List<ColumnBuilder> columns = new ArrayList<>();
    private int count;

    /** @param columns such as {@code "id int64", "shop string"} */
    public static Rows of(String... columns) {
        Rows rows = new Rows();
        for (String column : columns) {
            String[] parts = column.split(" ", 2);
            ScalarType type = ScalarType.named(parts[1]).orElseThrow();
            rows.fields.add(new Field(parts[0], type));
            rows.columns.add(new ColumnBuilder(type));
        }
        return rows;
    }

    public Rows row(Object... values) {
        for (int i = 0; i < values.length; i++) {
            append(columns.get(i), values[i]);
        }
        count++;
        return this;
    }

    public ColumnBatch batch() {
        List<Column> built = columns.stream().map(ColumnBuilder::build).toList();
        return new ColumnBatch(new Schema(fields), built, count);
    }

    private static void append(ColumnBuilder column, Object value) {
        switch (value) {
            case null -> column.appendNull();
            case String text -> column.appendText(text);
            case byte[] bytes -> column.appendBytes(bytes);
            case Boolean bool -> column.appendLong(bool ? 1 : 0);
            case Double number -> column.appendDouble(number);
            case Float number -> column.appendDouble(number);
            case Number number -> column.appendLong(number.longValue());
            default -> throw new IllegalArgumentException(value.toString());
        }
    }
}
