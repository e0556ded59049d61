package dev.asof.offline.parquet;

import dev.asof.offline.parquet.decode.ColumnFormat;
import dev.asof.offline.table.RowSpan;
import dev.asof.registry.compute.schema.Column;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.parquet.internal.column.columnindex.ColumnIndex;
import org.apache.parquet.internal.column.columnindex.OffsetIndex;
import org.jspecify.annotations.Nullable;

/** What a file states of the pages of a column chunk, one by one. Immutable. */
final class PageIndex {
    private final long[] firstRows;
    private final List<Page> pages;

    private PageIndex(long[] firstRows, List<Page> pages) {
        this.firstRows = firstRows;
        this.pages = pages;
    }

    /**
     * A page.
     *
     * @param ends of its values; null where all of them are
     * @param nulls -1 where that is not stated
     */
    private record Page(@Nullable Column ends, long nulls) {}

    /**
     * The index of a column chunk.
     *
     * @return empty where the ends of a page's values are not known, or it is not that of a chunk with so many rows
     */
    static Optional<PageIndex> of(ColumnFormat.Readable format, ColumnIndex values, OffsetIndex places, long rowCount) {
        int pageCount = values.getNullPages().size();
        if (pageCount != places.getPageCount() || !haveRows(places, rowCount)) {
            return Optional.empty();
        }
        List<Page> pages = new ArrayList<>();
        for (int number = 0; number < pageCount; number++) {
            boolean isNull = values.getNullPages().get(number);
            Optional<Column> ends = isNull
                    ? Optional.empty()
                    : ColumnStatistics.ends(
                            format,
                            values.getMinValues().get(number),
                            values.getMaxValues().get(number));
            if (ends.isEmpty() && !isNull) {
                return Optional.empty();
            }
            List<Long> nulls = values.getNullCounts();
            pages.add(new Page(ends.orElse(null), nulls == null || nulls.isEmpty() ? -1 : nulls.get(number)));
        }
        long[] firstRows = new long[pageCount];
        Arrays.setAll(firstRows, places::getFirstRowIndex);
        return Optional.of(new PageIndex(firstRows, List.copyOf(pages)));
    }

    /** Whether pages follow each other from the first row of a chunk on. */
    static boolean haveRows(OffsetIndex places, long rowCount) {
        boolean isAscending = places.getPageCount() > 0 && places.getFirstRowIndex(0) == 0;
        for (int page = 1; page < places.getPageCount(); page++) {
            isAscending &= places.getFirstRowIndex(page - 1) < places.getFirstRowIndex(page);
        }
        return isAscending && places.getFirstRowIndex(places.getPageCount() - 1) < rowCount;
    }

    /** The first row of each page. */
    long[] firstRows() {
        return firstRows.clone();
    }

    /** The ends of the values of all pages that have rows of a span; empty where all of these are null. */
    Optional<Column> ends(RowSpan rows) {
        Optional<Column> ends = Optional.empty();
        for (Page page : pages(rows)) {
            Column more = page.ends();
            if (more != null) {
                ends = Optional.of(ends.map(before -> spanning(before, more)).orElse(more));
            }
        }
        return ends;
    }

    private static Column spanning(Column one, Column other) {
        Column low = one.compare(0, other, 0) <= 0 ? one : other;
        Column high = one.compare(1, other, 1) >= 0 ? one : other;
        return low.equals(high) ? low : ColumnStatistics.joined(low, 0, high, 1);
    }

    /** In how many rows the pages that have rows of a span are null; empty where one doesn't state it. */
    OptionalLong nulls(RowSpan rows) {
        List<Page> some = pages(rows);
        return some.stream().anyMatch(page -> page.nulls() < 0)
                ? OptionalLong.empty()
                : OptionalLong.of(some.stream().mapToLong(Page::nulls).sum());
    }

    private List<Page> pages(RowSpan rows) {
        return pages.subList(pageOf(rows.from()), pageOf(rows.to() - 1) + 1);
    }

    private int pageOf(long row) {
        int found = Arrays.binarySearch(firstRows, row);
        return found < 0 ? -found - 2 : found;
    }
}
