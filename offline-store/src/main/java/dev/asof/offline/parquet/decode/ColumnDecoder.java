package dev.asof.offline.parquet.decode;

import dev.asof.offline.parquet.encoding.DamagedPageException;
import dev.asof.offline.parquet.encoding.NullMask;
import dev.asof.offline.parquet.encoding.PageBytes;
import dev.asof.registry.compute.schema.Column;
import java.util.List;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.schema.MessageType;

/** Decodes one column of a row group, or of some pages of it, into arrays, some rows at a time, in order. Not thread-safe. */
public interface ColumnDecoder {

    /**
     * The next rows.
     *
     * @throws RuntimeException if the pages are damaged, or hold what is not read
     */
    Column next(int rowCount);

    /**
     * Passes over rows, so that the next one is that at a position in the row group, which lies in a page that was read. What isn't decoded in
     * bulk is read from the first row to the last.
     *
     * @throws RuntimeException if the pages are damaged, or are others than they should be
     */
    default void moveTo(long row) {}

    /**
     * Reads the page to its end of which some rows were read, as it may show only there that it is damaged.
     *
     * @throws RuntimeException if it is
     */
    default void end() {}

    /**
     * The values of a dictionary, as a column.
     *
     * @throws RuntimeException if it is damaged, or holds what is not read
     */
    static Column ofDictionary(DictionaryPage page, ColumnFormat.Readable format) {
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
     *
     * @param pages the row group's pages of the columns of {@code requested}
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
    static ColumnDecoder nested(
            NestedFormat format, PageReadStore pages, MessageType requested, List<String> path, String createdBy) {
        ColumnReadStoreImpl store = new ColumnReadStoreImpl(pages, new NoConverter.OfGroup(), requested, createdBy);
        return new NestedDecoder(ValueAssembly.of(
                format,
                requested,
                path,
                primitive -> store.getColumnReader(requested.getColumnDescription(primitive))));
    }

    /** The decoder that reads many values at a time. */
    static ColumnDecoder bulk(Source source) {
        return new BulkDecoder(
                new ColumnPages(source.pages().getPageReader(source.column()), source.column(), source.rowCount()),
                Lane.of(source.format()));
    }

    /** The decoder that reads with the library, value by value. */
    static ColumnDecoder library(Source source) {
        ColumnReadStoreImpl store = new ColumnReadStoreImpl(
                source.pages(), new NoConverter.OfGroup(), source.requested(), source.createdBy());
        return new LibraryDecoder(store.getColumnReader(source.column()), source.format());
    }

    /**
     * Where a column's values come from.
     *
     * @param pages the row group's pages of the columns of {@code requested}
     * @param column one of them
     * @param format how the column stands for a type
     * @param rowCount of the row group
     * @param createdBy who wrote the file, as its footer says
     */
    record Source(
            PageReadStore pages,
            MessageType requested,
            ColumnDescriptor column,
            ColumnFormat.Readable format,
            long rowCount,
            String createdBy) {}
}
