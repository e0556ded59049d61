package dev.asof.offline.parquet;

import dev.asof.offline.table.RowSpan;
import dev.asof.offline.table.ScanBuffers;
import dev.asof.registry.error.AsofException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.parquet.crypto.ParquetCryptoRuntimeException;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.internal.column.columnindex.OffsetIndex;
import org.apache.parquet.schema.MessageType;

/** Finds out where in a file something is wrong, once reading it has failed: parts of it are then read again. */
final class DamagePlace {
    private final ParquetFile file;
    private final int rowGroup;
    private final List<RowSpan> spans;

    /** @param spans of rows that were read, and of pages with them */
    DamagePlace(ParquetFile file, int rowGroup, List<RowSpan> spans) {
        this.file = file;
        this.rowGroup = rowGroup;
        this.spans = spans;
    }

    /** All columns were read at once; one by one they show which is damaged. */
    String of(Set<String> columns, Exception failure) {
        boolean isDamage = !(failure instanceof FileSystemException || failure instanceof AsofException);
        return columns.stream()
                .filter(column -> isDamage && !isReadable(column))
                .findFirst()
                .map(this::of)
                .orElseGet(() -> "row group " + rowGroup + " of " + file.path());
    }

    /** Of a column whose pages cannot be read. */
    String of(String column) {
        return text(column, page(column, page -> !page.isSound()));
    }

    /** Of a column that failed while its pages were decoded. */
    String of(String column, PageTrail trail) {
        Optional<PageWalk.Page> unsound = page(column, page -> !page.isSound());
        return text(column, unsound.isPresent() ? unsound : last(column, trail));
    }

    /** Where a column is made of several, nobody knows of which one the page is. */
    private Optional<PageWalk.Page> last(String column, PageTrail trail) {
        List<ColumnChunkMetaData> chunks = chunks(column);
        return chunks.size() == 1
                ? trail.last(List.of(chunks.getFirst().getPath().toArray()))
                        .flatMap(read -> number(chunks.getFirst(), read))
                        .flatMap(number -> page(column, page -> page.number() == number))
                : Optional.empty();
    }

    /** The number in the chunk of the page that was read as the {@code read}th. */
    private Optional<Integer> number(ColumnChunkMetaData chunk, int read) {
        if (read == PageTrail.DICTIONARY || RowSpan.rowCount(spans) == file.rowCount(rowGroup)) {
            return Optional.of(read);
        }
        try (ParquetFileReader reader = file.openReader(new Codecs.PageArrays.Own(), new ScanBuffers())) {
            OffsetIndex index = StatedStructures.read(() -> reader.readOffsetIndex(chunk));
            return IntStream.range(0, index.getPageCount())
                    .filter(page ->
                            wasRead(index.getFirstRowIndex(page), index.getLastRowIndex(page, file.rowCount(rowGroup))))
                    .skip(read)
                    .boxed()
                    .findFirst();
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    private boolean wasRead(long first, long last) {
        return spans.stream().anyMatch(span -> span.from() <= last && span.to() > first);
    }

    private Optional<PageWalk.Page> page(String column, Predicate<PageWalk.Page> condition) {
        return chunks(column).stream()
                .flatMap(chunk -> PageWalk.first(file.path(), chunk, condition).stream())
                .findFirst();
    }

    private String text(String column, Optional<PageWalk.Page> page) {
        String at = page.map(DamagePlace::text)
                .or(() -> chunks(column).stream()
                        .findFirst()
                        .map(chunk -> ", bytes from " + chunk.getStartingPos() + " on"))
                .orElse("");
        return "column '" + column + "' of " + file.path() + " (row group " + rowGroup + at + ")";
    }

    private static String text(PageWalk.Page page) {
        return (page.number() == PageTrail.DICTIONARY ? ", dictionary page at byte " : ", page at byte ")
                + page.offset();
    }

    /** Of an encrypted column nobody knows where it begins. */
    private List<ColumnChunkMetaData> chunks(String column) {
        try {
            return file.chunksUnder(rowGroup, column).stream()
                    .filter(chunk -> chunk.getStartingPos() >= 0)
                    .toList();
        } catch (ParquetCryptoRuntimeException e) {
            return List.of();
        }
    }

    private boolean isReadable(String column) {
        try (ParquetFileReader reader = file.openReader(new Codecs.PageArrays.Own(), new ScanBuffers())) {
            MessageType requested = RequestedSchema.of(
                    file.footer().getFileMetaData().getSchema(),
                    List.of(file.place(column).path()));
            RowGroupPages.read(file, reader, rowGroup, requested, RowSpan.all(file.rowCount(rowGroup)));
            return true;
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }
}
