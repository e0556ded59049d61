package dev.asof.offline.parquet;

import dev.asof.offline.parquet.decode.ColumnDecoder;
import dev.asof.offline.parquet.decode.ColumnFormat;
import dev.asof.offline.parquet.decode.ReadPages;
import dev.asof.offline.table.RowSpan;
import dev.asof.offline.table.ScanBuffers;
import dev.asof.offline.table.SpanCursor;
import dev.asof.offline.table.TableRows;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.Schema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.schema.MessageType;

/** Rows of one row group, batch by batch. To be closed; not thread-safe. */
public final class ParquetRows implements TableRows {
    /** The most rows of a batch. */
    public static final int BATCH_ROWS = 1 << 15;

    private final ParquetFile file;
    private final ParquetFileReader reader;
    private final Schema schema;
    private final List<ReadColumn> columns;
    private final DamagePlace place;
    private final ScanBuffers.Batches batches;
    private final SpanCursor cursor;
    private final int batchRows;

    /** A column that is read, with the pages that it is read from. */
    private record ReadColumn(String name, ColumnDecoder decoder, PageTrail pages) {}

    private ParquetRows(
            ParquetFile file,
            ParquetFileReader reader,
            Schema schema,
            List<ReadColumn> columns,
            DamagePlace place,
            ScanBuffers.Batches batches,
            List<RowSpan> spans) {
        this.batches = batches;
        this.file = file;
        this.reader = reader;
        this.schema = schema;
        this.columns = columns;
        this.place = place;
        this.cursor = new SpanCursor(spans);
        this.batchRows = batchRows(spans);
    }

    /** As many as cut the longest of spans into batches alike, so that the arrays of one fit the next. */
    private static int batchRows(List<RowSpan> spans) {
        long longest = spans.stream().mapToLong(RowSpan::rowCount).max().orElse(0);
        return (int) Math.ceilDiv(longest, Math.max(1, Math.ceilDiv(longest, (long) BATCH_ROWS)));
    }

    static ParquetRows open(
            ParquetFile file,
            int rowGroup,
            Map<String, ColumnFormat> columns,
            List<RowSpan> spans,
            ScanBuffers buffers) {
        Schema schema = new Schema(columns.entrySet().stream()
                .map(column -> column.getValue().field(column.getKey()).orElseThrow())
                .toList());
        DamagePlace place = new DamagePlace(file, rowGroup, spans);
        ParquetFileReader reader = null;
        try {
            reader = file.openReader(pageArrays(file, rowGroup, columns, buffers), buffers);
            boolean isEmpty = columns.isEmpty() || spans.isEmpty();
            List<ReadColumn> read = isEmpty ? List.of() : read(file, reader, rowGroup, columns, spans, place);
            return new ParquetRows(file, reader, schema, read, place, buffers.batches(), spans);
        } catch (IOException | RuntimeException e) {
            closeQuietly(reader, e);
            throw ParquetErrors.unreadable(file.path(), place.of(columns.keySet(), e), e);
        }
    }

    @Override
    public Schema schema() {
        return schema;
    }

    /** The next rows, at most {@link #BATCH_ROWS}; empty after the last. */
    @Override
    public Optional<ColumnBatch> next() {
        int size = cursor.ahead(batchRows);
        if (size == 0) {
            return Optional.empty();
        }
        if (batches == ScanBuffers.Batches.PASSED) {
            columns.forEach(column -> column.decoder().release());
        }
        long first = cursor.take(size);
        List<Column> decoded = new ArrayList<>();
        for (ReadColumn column : columns) {
            decoded.add(decode(column, first, size));
        }
        return Optional.of(new ColumnBatch(schema, decoded, size));
    }

    @Override
    public void close() {
        try {
            reader.close();
        } catch (IOException e) {
            throw ParquetErrors.unreadable(file.path(), file.path().toString(), e);
        }
    }

    private Column decode(ReadColumn column, long first, int size) {
        try {
            column.decoder().moveTo(first);
            Column decoded = column.decoder().next(size);
            if (cursor.ahead(1) == 0) {
                column.decoder().end();
            }
            return decoded;
        } catch (RuntimeException e) {
            throw ParquetErrors.unreadable(file.path(), place.of(column.name(), column.pages()), e);
        }
    }

    private static List<ReadColumn> read(
            ParquetFile file,
            ParquetFileReader reader,
            int rowGroup,
            Map<String, ColumnFormat> columns,
            List<RowSpan> spans,
            DamagePlace place)
            throws IOException {
        MessageType fileSchema = file.footer().getFileMetaData().getSchema();
        MessageType requested = RequestedSchema.of(
                fileSchema,
                columns.keySet().stream().map(name -> file.place(name).path()).toList());
        file.requirePlausible(rowGroup, columns);
        PageTrail trail = new PageTrail(RowGroupPages.read(file, reader, rowGroup, requested, spans));
        ReadPages pages = new ReadPages(
                trail,
                requested,
                file.rowCount(rowGroup),
                path -> RowGroupPages.stated(file, reader, rowGroup, path, spans),
                file.footer().getFileMetaData().getCreatedBy());
        List<ReadColumn> read = new ArrayList<>();
        columns.forEach((name, format) -> {
            try {
                read.add(new ReadColumn(name, decoder(file, rowGroup, pages, name, format), trail));
            } catch (RuntimeException e) {
                throw ParquetErrors.unreadable(file.path(), place.of(name, trail), e);
            }
        });
        return read;
    }

    /** The library's reader may go back to pages it has read. */
    private static Codecs.PageArrays pageArrays(
            ParquetFile file, int rowGroup, Map<String, ColumnFormat> columns, ScanBuffers buffers) {
        return file.isDecodedInBulk(rowGroup, columns)
                ? new Codecs.PageArrays.Reused(buffers)
                : new Codecs.PageArrays.Own();
    }

    private static ColumnDecoder decoder(
            ParquetFile file, int rowGroup, ReadPages pages, String name, ColumnFormat format) {
        List<String> path = file.place(name).path();
        return switch (format) {
            case ColumnFormat.Readable readable ->
                ColumnDecoder.of(
                        file.chunk(rowGroup, name),
                        new ColumnDecoder.Source(
                                pages, pages.requested().getColumnDescription(path.toArray(String[]::new)), readable));
            case ColumnFormat.Nested nested -> ColumnDecoder.nested(nested.format(), path, pages);
            case ColumnFormat.Unsupported unsupported -> throw new IllegalArgumentException(unsupported.description());
        };
    }

    private static void closeQuietly(@org.jspecify.annotations.Nullable ParquetFileReader reader, Exception cause) {
        try {
            if (reader != null) {
                reader.close();
            }
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }
}
