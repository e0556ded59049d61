package dev.asof.offline.parquet.decode;

import dev.asof.offline.table.RowSpan;
import java.util.List;
import java.util.Optional;
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
 * @param stated which rows the file's index states of each page of a primitive column that was read, by its names in the schema; empty where all
 *     pages were read, whatever an index says
 * @param createdBy who wrote the file, as its footer says
 */
public record ReadPages(
        PageReadStore pages,
        MessageType requested,
        long rowCount,
        Function<List<String>, Optional<List<RowSpan>>> stated,
        String createdBy) {

    CountedPages of(ColumnDescriptor column) {
        return new CountedPages(pages.getPageReader(column), column, stated(column));
    }

    /** The library's reader of a primitive column, which reads all rows of the pages, at the first of them. */
    RowPosition reader(ColumnDescriptor column) {
        CountedPages counted = of(column);
        ColumnReader reader = new ColumnReadStoreImpl(
                        new OfOne(counted, rowCount), new NoConverter.OfGroup(), requested, createdBy)
                .getColumnReader(column);
        List<RowSpan> rows = stated(column).map(RowSpan::joined).orElseGet(() -> RowSpan.all(rowCount));
        return new RowPosition(reader, counted, rows);
    }

    private Optional<List<RowSpan>> stated(ColumnDescriptor column) {
        return stated.apply(List.of(column.getPath()));
    }

    /** The pages of one column. */
    private record OfOne(PageReader pages, long rowCount) implements PageReadStore {
        @Override
        public PageReader getPageReader(ColumnDescriptor column) {
            return pages;
        }

        @Override
        public long getRowCount() {
            return rowCount;
        }
    }
}
