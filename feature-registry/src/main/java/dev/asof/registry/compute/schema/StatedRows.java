package dev.asof.registry.compute.schema;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is known of some rows without looking at their values, such as what a file's footer states of a row group. It is
 * true of any of these rows, too.
 */
public interface StatedRows {

    /** The type of a column; empty where there is no such column. */
    Optional<DataType> type(String column);

    /** Of a column of the long lane between which ends its values lie; empty where that is not known. */
    Optional<Range> range(String column);

    /**
     * Between which ends the values of a column lie, in their order: a column of its type with two rows, of which no value is
     * less than the first nor greater than the second. Null and NaN lie anywhere, and both zeros are one. Empty where that is not known.
     */
    default Optional<Column> ends(String column) {
        return range(column)
                .flatMap(range -> type(column)
                        .filter(type -> type.lane() == DataType.Lane.LONG)
                        .map(type -> new LongColumn(type, new long[] {range.min(), range.max()}, null)));
    }

    /** In how many rows a column is null, at most; empty where that is not known. */
    default OptionalLong nulls(String column) {
        return range(column).stream().mapToLong(Range::nulls).findFirst();
    }

    /** Values among which those of a column are, as a column without nulls; in any row it may be null all the same. Empty where that is not known. */
    default Optional<Column> values(String column) {
        return Optional.empty();
    }

    /** Whether no row has this value, of the column's type, bit for bit; if not, nothing is known. */
    default boolean lacks(String column, Value value) {
        return false;
    }

    /** The value that a column has in every row, as a column of one row; empty where that is not known. */
    default Optional<Column> constant(String column) {
        return Optional.empty();
    }

    /**
     * What is known of a column.
     *
     * @param min no value is less
     * @param max no value is greater
     * @param nulls how many rows have none, at most
     */
    record Range(long min, long max, long nulls) {}
}
