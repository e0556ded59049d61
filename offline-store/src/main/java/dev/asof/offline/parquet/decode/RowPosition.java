package dev.asof.offline.parquet.decode;

import dev.asof.offline.parquet.encoding.DamagedPageException;
import dev.asof.offline.table.RowSpan;
import java.util.List;
import org.apache.parquet.column.ColumnReader;

/** The row at which the library's reader of a primitive column stands, of which perhaps some pages alone were read. Not thread-safe. */
final class RowPosition {
    private final ColumnReader reader;
    private final CountedPages pages;
    private final List<RowSpan> rows;

    /** How many of the rows are behind it. */
    private long passed;

    /** The first of the spans that may have rows not asked for yet, and how many rows there are before it. */
    private int span;

    private long before;

    /**
     * @param pages that the reader reads
     * @param rows of the pages, ascending
     * @throws DamagedPageException if the pages don't have so many
     */
    RowPosition(ColumnReader reader, CountedPages pages, List<RowSpan> rows) {
        this.reader = reader;
        this.pages = pages;
        this.rows = rows;
        long rowCount = RowSpan.rowCount(rows);
        long valueCount = pages.getTotalValueCount();
        boolean isRepeated = reader.getDescriptor().getMaxRepetitionLevel() > 0;
        if (isRepeated ? valueCount < rowCount : valueCount != rowCount) {
            throw new DamagedPageException("its pages have " + valueCount + " values in " + rowCount + " rows");
        }
    }

    ColumnReader reader() {
        return reader;
    }

    /** Passes over rows, so that the reader stands at one that lies in a page that was read, and after those asked for before. */
    void moveTo(long row) {
        while (span < rows.size() && rows.get(span).to() <= row) {
            before += rows.get(span).rowCount();
            span++;
        }
        if (span == rows.size() || rows.get(span).from() > row) {
            throw new DamagedPageException("its index leaves out row " + row + " of the row group");
        }
        passTo(before + row - rows.get(span).from());
    }

    /** Passes over the rows that the page has left, which has to end with the last row. */
    void end() {
        long rowCount = RowSpan.rowCount(rows);
        passTo(rowCount);
        if (pages.rowCount() != rowCount) {
            throw new DamagedPageException("its pages have " + pages.rowCount() + " rows, not " + rowCount);
        }
    }

    /** Notes that rows were read. */
    void advance(int rowCount) {
        passed += rowCount;
    }

    private void passTo(long end) {
        for (; passed < end; passed++) {
            passRow();
        }
    }

    private void passRow() {
        int present = reader.getDescriptor().getMaxDefinitionLevel();
        do {
            if (reader.getCurrentDefinitionLevel() == present) {
                reader.skip();
            }
            reader.consume();
        } while (reader.getCurrentRepetitionLevel() > 0);
    }
}
