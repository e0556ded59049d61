package dev.asof.offline.parquet.decode;

import dev.asof.offline.parquet.encoding.NullMask;
import dev.asof.offline.parquet.encoding.PageBytes;
import dev.asof.registry.compute.schema.Column;
import org.apache.parquet.column.Encoding;

/** Makes a column of one lane from the values of pages. Not thread-safe. */
interface Lane {

    static Lane of(ColumnFormat.Readable format) {
        return switch (format.type().lane()) {
            case LONG -> new LongLane(format);
            case DOUBLE -> new DoubleLane(format);
            case BYTES -> new TextLane(format);
        };
    }

    /** Gives the values that pages name by their positions. */
    void dictionary(PageBytes bytes, int size);

    /** Notes that the last column is done with: its arrays may become those of the next. */
    void release();

    /** Starts a column. */
    void begin(int rowCount);

    /**
     * Starts a page.
     *
     * @param most the most values that the page may hold
     */
    void beginPage(Encoding encoding, PageBytes bytes, int most);

    /** Reads the page's next {@code count} values into the rows from {@code from} on. */
    void read(int from, int count);

    /** Moves the {@code present} values that stand from row {@code from} on to those of {@code count} rows not null. */
    void spread(NullMask nulls, int from, int count, int present);

    /** Notes that the rows of the page are read. */
    void endPage();

    /** The column. */
    Column finish(NullMask nulls);

    /** What is thrown where a column of this kind has no such encoding. */
    static RuntimeException unknown(Encoding encoding) {
        return new UnsupportedOperationException("it has a page of encoding " + encoding);
    }
}
