package dev.asof.registry.compute.schema;

/**
 * The values of one column of a batch, one of three lanes. The content is not to be changed after construction; the
 * arrays are shared, not copied. Values at null positions are unspecified.
 */
public sealed interface Column permits LongColumn, DoubleColumn, BytesColumn {

    DataType type();

    /** The number of rows. */
    int size();

    /** Whether the value at {@code row} is null. */
    boolean isNull(int row);

    /** Whether any row may be null; false means that none is. */
    boolean mayHaveNulls();

    /** A new column of the rows {@code rows[from..to)}, in that order. */
    Column gather(int[] rows, int from, int to);

    /** All rows of {@code rows}, in that order. */
    default Column gather(int[] rows) {
        return gather(rows, 0, rows.length);
    }

    /**
     * Orders two values of the same type: null first, then integers, decimals, dates and timestamps by value,
     * floats by {@link Double#compare}, strings by unsigned UTF-8 bytes, lists element by element, maps entry by entry in
     * the order of their keys. This is the one order of values in the system.
     *
     * @param other a column of the same lane
     */
    int compare(int row, Column other, int otherRow);
}
