package dev.asof.offline.parquet.decode;

import dev.asof.offline.parquet.encoding.DamagedPageException;
import dev.asof.offline.parquet.encoding.DefinitionLevels;
import dev.asof.offline.parquet.encoding.PageBytes;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.DataPageV2;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageReader;

/** The pages of a column chunk that is not repeated, decompressed one at a time and taken apart. Not thread-safe. */
final class ColumnPages {
    private final PageReader reader;
    private final int greatestLevel;
    private final long mostRows;
    private boolean hasBegun;

    /** @param mostRows of a page: those of the row group */
    ColumnPages(PageReader reader, ColumnDescriptor column, long mostRows) {
        if (column.getMaxRepetitionLevel() > 0) {
            throw new IllegalArgumentException("A repeated column: " + column);
        }
        this.reader = reader;
        this.greatestLevel = column.getMaxDefinitionLevel();
        this.mostRows = mostRows;
    }

    /**
     * A data page.
     *
     * @param firstRow the position in the row group of its first row, where some pages alone were read
     * @param levels which rows hold a value
     * @param values the encoded values of these rows
     */
    record Page(int rowCount, Optional<Long> firstRow, DefinitionLevels levels, Encoding encoding, PageBytes values) {}

    /** The next page; before the first, {@code lane} is given the dictionary. */
    Page next(Lane lane) {
        if (!hasBegun) {
            hasBegun = true;
            giveDictionary(lane);
        }
        Page page = read();
        if (page.rowCount() < 0 || page.rowCount() > mostRows) {
            throw new DamagedPageException(
                    "a page states " + page.rowCount() + " rows, where its row group has " + mostRows);
        }
        return page;
    }

    private Page read() {
        return switch (reader.readPage()) {
            case null -> throw new DamagedPageException("it ends before its last row");
            case DataPageV1 page -> take(page);
            case DataPageV2 page ->
                new Page(
                        page.getValueCount(),
                        page.getFirstRowIndex(),
                        runs(bytes(page.getDefinitionLevels())),
                        page.getDataEncoding(),
                        bytes(page.getData()));
            case DataPage page -> throw new IllegalStateException("Unknown page: " + page);
        };
    }

    private void giveDictionary(Lane lane) {
        DictionaryPage page = reader.readDictionaryPage();
        if (page != null) {
            lane.dictionary(dictionary(page), page.getDictionarySize());
        }
    }

    /** The bytes of a dictionary that has room for as many values as it states. */
    static PageBytes dictionary(DictionaryPage page) {
        if (page.getEncoding() != Encoding.PLAIN && page.getEncoding() != Encoding.PLAIN_DICTIONARY) {
            throw new UnsupportedOperationException("it has a dictionary of encoding " + page.getEncoding());
        }
        return bytes(page.getBytes());
    }

    private Page take(DataPageV1 page) {
        PageBytes bytes = bytes(page.getBytes());
        return new Page(
                page.getValueCount(), page.getFirstRowIndex(), levels(page, bytes), page.getValueEncoding(), bytes);
    }

    /** Takes the levels off the front of the page. */
    private DefinitionLevels levels(DataPageV1 page, PageBytes bytes) {
        if (greatestLevel == 0) {
            return DefinitionLevels.none();
        }
        return switch (page.getDlEncoding()) {
            case RLE -> runs(bytes.slice(bytes.readInt()));
            case BIT_PACKED -> DefinitionLevels.packed(bytes, greatestLevel, page.getValueCount());
            default -> throw new UnsupportedOperationException("it has levels of encoding " + page.getDlEncoding());
        };
    }

    private DefinitionLevels runs(PageBytes bytes) {
        return greatestLevel == 0 ? DefinitionLevels.none() : DefinitionLevels.runs(bytes, greatestLevel);
    }

    static PageBytes bytes(BytesInput input) {
        ByteBuffer buffer = input.toByteBuffer(HeapByteBufferAllocator.getInstance(), copied -> {});
        return PageBytes.of(buffer);
    }
}
