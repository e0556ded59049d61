package dev.asof.client;

import dev.asof.v1.Column;
import dev.asof.v1.ColumnBatch;
import dev.asof.v1.Int64Array;
import dev.asof.v1.NamedColumn;
import dev.asof.v1.StringArray;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The entities that are asked for, one a row: a column of values for each key column of the service. Immutable.
 *
 * <p>Whole numbers are sent as int64 and texts as they are; the server reads text as any type, as in a CSV file.
 */
public final class Keys {
    private final Map<String, Object> columns;
    private final int size;

    private Keys(Map<String, Object> columns, int size) {
        this.columns = columns;
        this.size = size;
    }

    /** Entities with one key, of whole numbers. */
    public static Keys of(String column, long... values) {
        return new Keys(Map.of(column, values.clone()), values.length);
    }

    /** Entities with one key, of text. */
    public static Keys of(String column, List<String> values) {
        return new Keys(Map.of(column, List.copyOf(values)), values.size());
    }

    /** The same entities with one more key column. */
    public Keys and(String column, long... values) {
        return with(column, values.clone(), values.length);
    }

    /** The same entities with one more key column. */
    public Keys and(String column, List<String> values) {
        return with(column, List.copyOf(values), values.size());
    }

    private Keys with(String column, Object values, int count) {
        if (count != size) {
            throw new IllegalArgumentException(
                    "Column '" + column + "' has " + count + " values for " + size + " entities");
        }
        Map<String, Object> all = new LinkedHashMap<>(columns);
        all.put(column, values);
        return new Keys(all, size);
    }

    /** How many entities there are. */
    public int size() {
        return size;
    }

    /** The entities from {@code from} to {@code to}, exclusive, as the wire carries them. */
    ColumnBatch rows(int from, int to) {
        ColumnBatch.Builder batch = ColumnBatch.newBuilder();
        columns.forEach((name, values) ->
                batch.addColumns(NamedColumn.newBuilder().setName(name).setValues(column(values, from, to))));
        return batch.build();
    }

    private static Column column(Object values, int from, int to) {
        if (values instanceof long[] numbers) {
            Int64Array.Builder array = Int64Array.newBuilder();
            Arrays.stream(numbers, from, to).forEach(array::addValues);
            return Column.newBuilder().setInt64S(array).build();
        }
        StringArray.Builder array = StringArray.newBuilder();
        ((List<?>) values).subList(from, to).forEach(text -> array.addValues((String) text));
        return Column.newBuilder().setStrings(array).build();
    }
}
