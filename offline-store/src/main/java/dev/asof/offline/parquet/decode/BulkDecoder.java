package dev.asof.offline.parquet.decode;

import dev.asof.offline.parquet.encoding.DamagedPageException;
import dev.asof.offline.parquet.encoding.DefinitionLevels;
import dev.asof.offline.parquet.encoding.NullMask;
import dev.asof.registry.compute.schema.Column;
import java.util.EnumSet;
import java.util.Set;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;

/**
 * Decodes many values at a time. Of each stretch of rows that lies in one page, the levels say which are null; the
 * others' values are read close together and then spread to their rows.
 */
final class BulkDecoder implements ColumnDecoder {
    private static final Set<Encoding> KNOWN = EnumSet.of(
            Encoding.PLAIN,
            Encoding.PLAIN_DICTIONARY,
            Encoding.RLE_DICTIONARY,
            Encoding.RLE,
            Encoding.BIT_PACKED,
            Encoding.DELTA_BINARY_PACKED,
            Encoding.DELTA_LENGTH_BYTE_ARRAY,
            Encoding.DELTA_BYTE_ARRAY,
            Encoding.BYTE_STREAM_SPLIT);

    /** Rows of a page that nobody asked for are read so many at a time. */
    private static final int MOST_DISCARDED = 1 << 15;

    private final ColumnPages pages;
    private final Lane lane;
    private DefinitionLevels levels = DefinitionLevels.none();
    private int leftInPage;

    /** The position in the row group of the next row. */
    private long position;

    BulkDecoder(ColumnPages pages, Lane lane) {
        this.pages = pages;
        this.lane = lane;
    }

    static boolean canDecode(ColumnChunkMetaData chunk) {
        return KNOWN.containsAll(chunk.getEncodings());
    }

    @Override
    public Column next(int rowCount) {
        NullMask nulls = new NullMask(rowCount);
        lane.begin(rowCount);
        for (int row = 0; row < rowCount; ) {
            while (leftInPage == 0) {
                nextPage();
            }
            int count = Math.min(leftInPage, rowCount - row);
            int present = levels.read(nulls, row, count);
            lane.read(row, present);
            if (present < count) {
                lane.spread(nulls, row, count, present);
            }
            row += count;
            pass(count);
        }
        return lane.finish(nulls);
    }

    @Override
    public void release() {
        lane.release();
    }

    @Override
    public void moveTo(long row) {
        while (position < row && position + leftInPage <= row) {
            end();
            if (position < row) {
                skipToNextPage();
            }
        }
        if (position > row) {
            throw new DamagedPageException("its index leaves out row " + row + " of the row group");
        }
        discard((int) (row - position));
    }

    /** Of what a page's header says, as of how its values are encoded, only its end shows whether it was right. */
    @Override
    public void end() {
        discard(leftInPage);
    }

    private void discard(int rowCount) {
        for (int left = rowCount; left > 0; ) {
            int count = Math.min(left, MOST_DISCARDED);
            lane.begin(count);
            lane.read(0, levels.read(new NullMask(count), 0, count));
            pass(count);
            left -= count;
        }
    }

    private void pass(int count) {
        leftInPage -= count;
        position += count;
        if (leftInPage == 0) {
            lane.endPage();
        }
    }

    /** Values that nobody asked for are not looked at. */
    private void skipToNextPage() {
        ColumnPages.Page page = pages.next(lane);
        long first = page.firstRow().orElse(position);
        if (first < position) {
            throw new DamagedPageException("its index has row " + first + " of the row group twice");
        }
        position = first;
        begin(page);
    }

    private void nextPage() {
        ColumnPages.Page page = pages.next(lane);
        if (page.firstRow().orElse(position) != position) {
            throw new DamagedPageException("its index leaves out row " + position + " of the row group");
        }
        begin(page);
    }

    private void begin(ColumnPages.Page page) {
        levels = page.levels();
        leftInPage = page.rowCount();
        lane.beginPage(page.encoding(), page.values(), page.rowCount());
    }
}
