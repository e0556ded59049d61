package dev.asof.offline.parquet.decode;

import dev.asof.offline.table.RowSpan;
import java.util.List;
import java.util.function.Function;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.schema.MessageType;

/**
 * Pages of a row group that were read.
 *
 * @param pages of the columns of {@code requested}
 * @param requested a part of the file's schema
 * @param rowCount of the row group
 * @param rows which rows lie in the pages of a primitive column, by its names in the schema, ascending
 * @param createdBy who wrote the file, as its footer says
 */
public record ReadPages(
        PageReadStore pages,
        MessageType requested,
        long rowCount,
        Function<List<String>, List<RowSpan>> rows,
        String createdBy) {

    PageReader of(ColumnDescriptor column) {
        return pages.getPageReader(column);
    }

    /** The library's reader of a primitive column, which reads all rows of the pages. */
    ColumnReader reader(ColumnDescriptor column) {
        return new ColumnReadStoreImpl(pages, new NoConverter.OfGroup(), requested, createdBy).getColumnReader(column);
    }

    /** Where such a reader stands at first. */
    RowPosition position(ColumnReader reader) {
        ColumnDescriptor column = reader.getDescriptor();
        return new RowPosition(reader, of(column).getTotalValueCount(), rows.apply(List.of(column.getPath())));
    }
}
