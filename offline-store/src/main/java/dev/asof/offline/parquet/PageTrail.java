package dev.asof.offline.parquet;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PrimitiveIterator;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.column.page.PageReader;
import org.jspecify.annotations.Nullable;

/** The pages of a row group, which notes of each column the one that was asked for last. Not thread-safe. */
final class PageTrail implements PageReadStore {
    /** The number of a dictionary; data pages count from 0. */
    static final int DICTIONARY = -1;

    private final PageReadStore pages;
    private final Map<List<String>, Integer> last = new HashMap<>();

    PageTrail(PageReadStore pages) {
        this.pages = pages;
    }

    /** The number of the page of a column that was asked for last; empty where none was. */
    Optional<Integer> last(List<String> column) {
        return Optional.ofNullable(last.get(column));
    }

    @Override
    public PageReader getPageReader(ColumnDescriptor column) {
        return new NotingReader(pages.getPageReader(column), List.of(column.getPath()));
    }

    @Override
    public long getRowCount() {
        return pages.getRowCount();
    }

    @Override
    public Optional<Long> getRowIndexOffset() {
        return pages.getRowIndexOffset();
    }

    /** The library's readers would pass over rows by them, and lose some: where the last one is alone, they take the end of those before it for all. */
    @Override
    public Optional<PrimitiveIterator.OfLong> getRowIndexes() {
        return Optional.empty();
    }

    @Override
    public void close() {
        pages.close();
    }

    private final class NotingReader implements PageReader {
        private final PageReader reader;
        private final List<String> column;
        private int next;

        NotingReader(PageReader reader, List<String> column) {
            this.reader = reader;
            this.column = column;
        }

        @Override
        public @Nullable DictionaryPage readDictionaryPage() {
            last.put(column, DICTIONARY);
            return reader.readDictionaryPage();
        }

        @Override
        public long getTotalValueCount() {
            return reader.getTotalValueCount();
        }

        @Override
        public @Nullable DataPage readPage() {
            last.put(column, next++);
            return reader.readPage();
        }
    }
}
