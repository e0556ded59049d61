package dev.asof.offline.parquet.decode;

import dev.asof.offline.parquet.encoding.DamagedPageException;
import dev.asof.offline.parquet.encoding.NullMask;
import dev.asof.offline.parquet.encoding.PageBytes;
import dev.asof.registry.compute.schema.Column;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.schema.PrimitiveType;

/** Decodes one column of a row group, or of some pages of it, into arrays, some rows at a time, in order. Not thread-safe. */
public interface ColumnDecoder {

    /**
     * The next rows.
     *
     * @throws RuntimeException if the pages are damaged, or hold what is not read
     */
    Column next(int rowCount);

    /** Notes that the column of the last rows is done with: its arrays may become those of the next. */
    default void release() {}

    /**
     * Passes over rows, so that the next one is that at a position in the row group, which lies in a page that was read.
     *
     * @throws RuntimeException if the pages are damaged, or are others than they should be
     */
    void moveTo(long row);

    /**
     * Reads the page to its end of which some rows were read, as it may show only there that it is damaged.
     *
     * @throws RuntimeException if it is
     */
    default void end() {}

    /**
     * The values of a dictionary, as a column.
     *
     * @param type of the file's column
     * @param format how that stands for a type
     * @throws RuntimeException if it is damaged, or holds what is not read
     */
    static Column ofDictionary(DictionaryPage page, PrimitiveType type, ColumnFormat.Readable format) {
        CountedPages.requireRoom(page, type);
        PageBytes values = ColumnPages.dictionary(page);
        Lane lane = Lane.of(format);
        lane.begin(page.getDictionarySize());
        lane.beginPage(Encoding.PLAIN, values, page.getDictionarySize());
        lane.read(0, page.getDictionarySize());
        lane.endPage();
        if (values.remaining() > 0) {
            throw new DamagedPageException("a dictionary has " + values.remaining() + " bytes more than its "
                    + page.getDictionarySize() + " values");
        }
        return lane.finish(new NullMask(page.getDictionarySize()));
    }

    /**
     * The decoder of a column chunk: in bulk where all its encodings are known, else by the library's reader. Both give
     * the same values.
     */
    static ColumnDecoder of(ColumnChunkMetaData chunk, Source source) {
        return isBulk(chunk, source.format()) ? bulk(source) : library(source);
    }

    /** Whether {@link #of} decodes a column chunk in bulk: a page is then done with when the next one is read. */
    static boolean isBulk(ColumnChunkMetaData chunk, ColumnFormat.Readable format) {
        return format.encoding() != ColumnFormat.Encoding.FIXED
                && format.encoding() != ColumnFormat.Encoding.DECIMAL_BYTES
                && BulkDecoder.canDecode(chunk);
    }

    /** The decoder of a list or a map. */
    static ColumnDecoder nested(NestedFormat format, List<String> path, ReadPages pages) {
        List<RowPosition> positions = new ArrayList<>();
        ValueAssembly assembly = ValueAssembly.of(format, pages.requested(), path, primitive -> {
            RowPosition position = pages.reader(pages.requested().getColumnDescription(primitive));
            positions.add(position);
            return position.reader();
        });
        return new NestedDecoder(assembly, positions);
    }

    /** The decoder that reads many values at a time. */
    static ColumnDecoder bulk(Source source) {
        ReadPages pages = source.pages();
        return new BulkDecoder(
                new ColumnPages(pages.of(source.column()), source.column(), pages.rowCount()),
                Lane.of(source.format()));
    }

    /** The decoder that reads with the library, value by value. */
    static ColumnDecoder library(Source source) {
        return new LibraryDecoder(source.pages().reader(source.column()), source.format());
    }

    /**
     * Where a column's values come from.
     *
     * @param column one of those of the pages
     * @param format how the column stands for a type
     */
    record Source(ReadPages pages, ColumnDescriptor column, ColumnFormat.Readable format) {}
}
