package dev.asof.offline.table;

import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.Schema;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A local file with rows and columns, of which the shape is known. Its rows lie in parts that are read by themselves: row
 * groups, record batches, stretches of text. Immutable and thread-safe; it holds no open file.
 *
 * <p>Every method that reads fails with an {@link dev.asof.registry.error.AsofException} that names the file and what is
 * wrong with it.
 */
public interface TableFile {

    Path path();

    /** All columns, in the file's order. */
    List<TableColumn> columns();

    /** The columns that can be read, in the file's order. */
    Schema schema();

    int partCount();

    /** The number of rows of a part. */
    long rowCount(int part);

    /** The number of rows of the file. */
    default long rowCount() {
        return firstRow(partCount());
    }

    /** The position in the file of a part's first row. */
    default long firstRow(int part) {
        long first = 0;
        for (int before = 0; before < part; before++) {
            first += rowCount(before);
        }
        return first;
    }

    /**
     * What the file states of the values of a part's column of bool, an integer, a date or a timestamp; empty where it
     * states nothing. Timestamps are on the column's clock. It is as true as the file: whoever wrote it is trusted.
     */
    default Optional<LongRange> range(int part, String column) {
        return Optional.empty();
    }

    /** What the file states of a part, down to its pages. */
    default PartStatistics statistics(int part) {
        return PartStatistics.NONE;
    }

    /**
     * Refuses columns of a part that can't be read, as reading them does, where this takes no look at their values.
     *
     * @param columns names; those that the file lacks are left out
     */
    default void requireReadable(int part, List<String> columns) {}

    /** The value that a column has in every row, as a column of one row; empty where it is not known without reading. */
    default Optional<Column> constant(String column) {
        return Optional.empty();
    }

    /**
     * Reads one part.
     *
     * @param columns names; those that the file lacks are left out of the batches
     */
    default TableRows rows(int part, List<String> columns) {
        return rows(part, columns, new ScanBuffers());
    }

    /**
     * Reads one part of many.
     *
     * @param columns names; those that the file lacks are left out of the batches
     * @param buffers shared by all parts of the scan
     */
    TableRows rows(int part, List<String> columns, ScanBuffers buffers);

    /**
     * Reads some rows of one part of many.
     *
     * @param columns of which the file {@linkplain PartStatistics#haveSpans has spans}, unless all rows are read
     * @param spans ascending and apart; no batch has rows of two of them
     * @param buffers shared by all parts of the scan
     */
    default TableRows rows(int part, List<String> columns, List<RowSpan> spans, ScanBuffers buffers) {
        if (!spans.equals(RowSpan.all(rowCount(part)))) {
            throw new IllegalArgumentException("Rows " + spans + " of " + path() + " can't be read by themselves");
        }
        return rows(part, columns, buffers);
    }

    /** How people find a row in the file, such as {@code row 7}, from its position in it. */
    default String nameOf(long row) {
        return "row " + row;
    }
}
