package dev.asof.registry.compute.aggregate.group;

import dev.asof.registry.compute.nested.MapCodec;
import dev.asof.registry.compute.schema.BytesColumn;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBuilder;
import dev.asof.registry.compute.schema.MapType;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.value.FeatureValues;
import dev.asof.registry.compute.value.ValueStatus;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a function says of each of some groups.
 *
 * @param keys in any order
 * @param values a value, or its absence, for each key
 */
record GroupResults(List<GroupKey> keys, FeatureValues values) {

    /** Whether the value of a group does not fit its type. */
    boolean hasOutOfRange() {
        for (int row = 0; row < keys.size(); row++) {
            if (values.status(row) == ValueStatus.OUT_OF_RANGE) {
                return true;
            }
        }
        return false;
    }

    /** The keys with the greatest values, the greatest first; of equal values the smaller key first. */
    List<GroupKey> top(int limit) {
        return topRows(values.toColumn(), limit).stream().map(keys::get).toList();
    }

    private List<Integer> topRows(Column column, int limit) {
        Comparator<Integer> byValue = (row, other) -> column.compare(other, column, row);
        return Foremost.of(rows(), limit, byValue.thenComparing(keys::get, GroupKey.ORDER));
    }

    private List<Integer> rows() {
        return IntStream.range(0, keys.size()).boxed().toList();
    }

    /** The map of the entries with the greatest values, of equal values those of the smaller keys, as a value. */
    byte[] map(int limit) {
        Column column = values.toColumn();
        ColumnBuilder topKeys = new ColumnBuilder(ScalarType.STRING);
        ColumnBuilder topValues = new ColumnBuilder(values.type());
        for (int row : limit < keys.size() ? topRows(column, limit) : rows()) {
            keys.get(row).appendTo(topKeys);
            topValues.appendFrom(column, row);
        }
        return new MapCodec(new MapType(values.type()))
                .encode((BytesColumn) topKeys.build(), topValues.build(), 0, topKeys.size());
    }
}
