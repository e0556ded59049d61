package dev.asof.offline.parquet;

import dev.asof.offline.table.RowSpan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.filter2.columnindex.RowRanges;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ColumnPath;
import org.apache.parquet.internal.column.columnindex.OffsetIndex;
import org.apache.parquet.schema.MessageType;

/** Reads the pages of some columns of a row group, none of them decompressed. */
final class RowGroupPages {
    private RowGroupPages() {}

    /**
     * Pages that hold the rows of spans.
     *
     * @param requested the part of the file's schema that holds the columns
     * @param spans not none
     * @throws IOException if pages can't be read, or state what can't be
     */
    static PageReadStore read(
            ParquetFile file, ParquetFileReader reader, int rowGroup, MessageType requested, List<RowSpan> spans)
            throws IOException {
        Optional<ColumnChunkMetaData> last = last(file, rowGroup, requested);
        if (last.isPresent()) {
            PageWalk.requireWithin(file.path(), last.get());
        }
        reader.setRequestedSchema(requested);
        return StatedStructures.<PageReadStore>read(() -> reader.readFilteredRowGroup(rowGroup, ranges(spans)));
    }

    /**
     * Which rows the file's index states of each page that holds rows of spans; empty where that is every row, as the index isn't asked then.
     *
     * @param path of a primitive column
     * @throws UncheckedIOException if its index can't be read
     */
    static Optional<List<RowSpan>> stated(
            ParquetFile file, ParquetFileReader reader, int rowGroup, List<String> path, List<RowSpan> spans) {
        long rowCount = file.rowCount(rowGroup);
        if (RowSpan.rowCount(spans) == rowCount) {
            return Optional.empty();
        }
        try {
            ColumnChunkMetaData chunk = chunk(file, rowGroup, path);
            return Optional.of(stated(StatedStructures.read(() -> reader.readOffsetIndex(chunk)), rowCount, spans));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ColumnChunkMetaData chunk(ParquetFile file, int rowGroup, List<String> path) {
        ColumnPath sought = ColumnPath.get(path.toArray(String[]::new));
        return file.footer().getBlocks().get(rowGroup).getColumns().stream()
                .filter(chunk -> chunk.getPath().equals(sought))
                .findFirst()
                .orElseThrow();
    }

    private static List<RowSpan> stated(OffsetIndex pages, long rowCount, List<RowSpan> spans) {
        List<RowSpan> rows = new ArrayList<>();
        for (int page = 0; page < pages.getPageCount(); page++) {
            RowSpan all = new RowSpan(pages.getFirstRowIndex(page), pages.getLastRowIndex(page, rowCount) + 1);
            if (spans.stream().anyMatch(all::overlaps)) {
                rows.add(all);
            }
        }
        return rows;
    }

    /**
     * The chunk that the library reads last. Where a page of that one states more bytes than the chunk has left, it looks for them behind the
     * chunk, as an old writer stated too few; it takes memory for as many as are stated, before it finds out whether they are there.
     */
    private static Optional<ColumnChunkMetaData> last(ParquetFile file, int rowGroup, MessageType requested) {
        return file.footer().getBlocks().get(rowGroup).getColumns().stream()
                .filter(chunk -> requested.containsPath(chunk.getPath().toArray()))
                .reduce((one, next) -> next);
    }

    private static RowRanges ranges(List<RowSpan> spans) {
        RowRanges.Builder ranges = RowRanges.builder();
        spans.forEach(span -> ranges.addSelectedRange(span.from(), span.to() - 1));
        return ranges.build();
    }
}
