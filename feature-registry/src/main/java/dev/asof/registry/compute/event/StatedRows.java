package dev.asof.registry.compute.event;

import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.DataType;
import java.util.Optional;

/** What is known of some rows without looking at their values, such as what a file's footer states of a row group. */
public interface StatedRows {

    /** The type of a column; empty where there is no such column. */
    Optional<DataType> type(String column);

    /** Of a column of the long lane between which ends its values lie; empty where that is not known. */
    Optional<Range> range(String column);

    /** The value that a column has in every row, as a column of one row; empty where that is not known. */
    default Optional<Column> constant(String column) {
        return Optional.empty();
    }

    /**
     * What is known of a column.
     *
     * @param min no value is less
     * @param max no value is greater
     * @param nulls how many rows have none
     */
    record Range(long min, long max, long nulls) {}
}
