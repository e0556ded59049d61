package dev.asof.offline.table;

import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.Value;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a file states of the values of a part's columns, of all rows or of a span of them. It is as true as the file: whoever wrote it
 * is trusted. Timestamps are on the column's clock. What can't be read counts as not stated. Not thread-safe.
 */
public interface PartStatistics {
    /** Where nothing is stated. */
    PartStatistics NONE = new PartStatistics() {};

    /** Whether spans of rows of these columns can be read without reading the others. */
    default boolean haveSpans(List<String> columns) {
        return false;
    }

    /** Positions of rows, ascending, from each of which on something else may be stated of a column; empty where it is all the same. */
    default long[] steps(String column) {
        return new long[0];
    }

    /** Two values of a column's type, as a column of two rows: no value of the span is less than the first or greater than the second, NaN aside. */
    default Optional<Column> ends(String column, RowSpan rows) {
        return Optional.empty();
    }

    /** In how many rows of the span a column is null, at most. */
    default OptionalLong nulls(String column, RowSpan rows) {
        return OptionalLong.empty();
    }

    /** Values among which all of a column are, but for null. */
    default Optional<Column> values(String column) {
        return Optional.empty();
    }

    /** Whether no row of the part has a value, bit for bit. */
    default boolean lacks(String column, Value value) {
        return false;
    }
}
