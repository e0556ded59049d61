package dev.asof.offline.parquet.decode;

import dev.asof.offline.parquet.encoding.DamagedPageException;
import dev.asof.offline.table.RowSpan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.parquet.bytes.BytesUtils;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ValuesType;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.DataPageV2;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.column.values.ValuesReader;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridDecoder;
import org.apache.parquet.schema.PrimitiveType;
import org.jspecify.annotations.Nullable;

/**
 * Pages of a column, of which the rows are counted. Where an index said which pages to read, each has to have just the rows that are stated of
 * it: else all that follow would be taken for others. A dictionary has to have room for its values. Not thread-safe.
 */
final class CountedPages implements PageReader {
    private final PageReader pages;
    private final ColumnDescriptor column;
    private final Optional<Iterator<RowSpan>> stated;
    private long rowCount;

    /** @param stated the rows of each page; empty where all pages are read, whatever an index says */
    CountedPages(PageReader pages, ColumnDescriptor column, Optional<List<RowSpan>> stated) {
        this.pages = pages;
        this.column = column;
        this.stated = stated.map(List::iterator);
    }

    /** How many rows begin in the pages that were read so far. */
    long rowCount() {
        return rowCount;
    }

    @Override
    public @Nullable DictionaryPage readDictionaryPage() {
        DictionaryPage page = pages.readDictionaryPage();
        if (page != null) {
            requireRoom(page, column.getPrimitiveType());
        }
        return page;
    }

    @Override
    public long getTotalValueCount() {
        return pages.getTotalValueCount();
    }

    @Override
    public @Nullable DataPage readPage() {
        DataPage page = pages.readPage();
        if (page != null) {
            int rows = rowCount(page);
            requireStated(rows);
            rowCount += rows;
        }
        return page;
    }

    /** Refuses a dictionary, before memory is taken for its values, that cannot have as many as it states. */
    static void requireRoom(DictionaryPage page, PrimitiveType type) {
        long bytes = page.getBytes().size();
        if (page.getDictionarySize() < 0 || page.getDictionarySize() > mostValues(bytes, type)) {
            throw new DamagedPageException(
                    "a dictionary of " + bytes + " bytes states " + page.getDictionarySize() + " values");
        }
    }

    private static long mostValues(long bytes, PrimitiveType type) {
        return switch (type.getPrimitiveTypeName()) {
            case BOOLEAN -> bytes * Byte.SIZE;
            case INT32, FLOAT, BINARY -> bytes / Integer.BYTES;
            case INT64, DOUBLE -> bytes / Long.BYTES;
            case INT96 -> bytes / (Integer.BYTES + Long.BYTES);
            case FIXED_LEN_BYTE_ARRAY -> bytes / Math.max(1, type.getTypeLength());
        };
    }

    private void requireStated(int rows) {
        if (stated.isEmpty()) {
            return;
        }
        long expected = stated.get().hasNext() ? stated.get().next().rowCount() : 0;
        if (rows != expected) {
            throw new DamagedPageException("its index states a page of " + expected + " rows, where one has " + rows);
        }
    }

    private int rowCount(DataPage page) {
        if (column.getMaxRepetitionLevel() == 0) {
            return page.getValueCount();
        }
        try {
            return rowCount(repetitions(page), page.getValueCount());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next level of repetition. */
    private interface Levels {
        int next() throws IOException;
    }

    private Levels repetitions(DataPage page) throws IOException {
        return switch (page) {
            case DataPageV1 first -> {
                ValuesReader levels = first.getRlEncoding().getValuesReader(column, ValuesType.REPETITION_LEVEL);
                levels.initFromPage(first.getValueCount(), first.getBytes().toInputStream());
                yield levels::readInteger;
            }
            case DataPageV2 second ->
                new RunLengthBitPackingHybridDecoder(
                        BytesUtils.getWidthFromMaxInt(column.getMaxRepetitionLevel()),
                        second.getRepetitionLevels().toInputStream())::readInt;
            default -> throw new IllegalStateException("Unknown page: " + page);
        };
    }

    /** A page that an index names begins with a row, not within one. */
    private int rowCount(Levels repetitions, int valueCount) throws IOException {
        int rows = 0;
        for (int value = 0; value < valueCount; value++) {
            boolean beginsRow = repetitions.next() == 0;
            if (value == 0 && !beginsRow && stated.isPresent()) {
                throw new DamagedPageException("its index states a row where a page begins within one");
            }
            rows += beginsRow ? 1 : 0;
        }
        return rows;
    }
}
