package dev.asof.offline.parquet;

import dev.asof.offline.parquet.decode.ColumnDecoder;
import dev.asof.offline.parquet.decode.ColumnFormat;
import dev.asof.offline.table.ScanBuffers;
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

/** The rows of one row group, batch by batch. To be closed; not thread-safe. */
public final class ParquetRows implements TableRows {
    /** The most rows of a batch. */
    public static final int BATCH_ROWS = 1 << 15;

    private final ParquetFile file;
    private final ParquetFileReader reader;
    private final Schema schema;
    private final List<ReadColumn> columns;
    private final int rowGroup;
    private final long rowCount;
    private long nextRow;

    /** A column that is read, with the pages that it is read from. */
    private record ReadColumn(String name, ColumnDecoder decoder, PageTrail pages) {}

    private ParquetRows(
            ParquetFile file, ParquetFileReader reader, Schema schema, List<ReadColumn> columns, int rowGroup) {
        this.file = file;
        this.reader = reader;
        this.schema = schema;
        this.columns = columns;
        this.rowGroup = rowGroup;
        this.rowCount = file.rowCount(rowGroup);
    }

    static ParquetRows open(ParquetFile file, int rowGroup, Map<String, ColumnFormat> columns, ScanBuffers buffers) {
        Schema schema = new Schema(columns.entrySet().stream()
                .map(column -> column.getValue().field(column.getKey()).orElseThrow())
                .toList());
        ParquetFileReader reader = null;
        try {
            reader = file.openReader(pageArrays(file, rowGroup, columns, buffers), buffers);
            boolean isEmpty = columns.isEmpty() || file.rowCount(rowGroup) == 0;
            List<ReadColumn> read = isEmpty ? List.of() : read(file, reader, rowGroup, columns);
            return new ParquetRows(file, reader, schema, read, rowGroup);
        } catch (IOException | RuntimeException e) {
            closeQuietly(reader, e);
            throw ParquetErrors.unreadable(file.path(), new DamagePlace(file, rowGroup).of(columns.keySet(), e), e);
        }
    }

    @Override
    public Schema schema() {
        return schema;
    }

    /** The next rows, at most {@link #BATCH_ROWS}; empty after the last. */
    @Override
    public Optional<ColumnBatch> next() {
        if (nextRow == rowCount) {
            return Optional.empty();
        }
        int size = (int) Math.min(BATCH_ROWS, rowCount - nextRow);
        List<Column> decoded = new ArrayList<>();
        for (ReadColumn column : columns) {
            decoded.add(decode(column, size));
        }
        nextRow += size;
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

    private Column decode(ReadColumn column, int size) {
        try {
            return column.decoder().next(size);
        } catch (RuntimeException e) {
            throw ParquetErrors.unreadable(
                    file.path(), new DamagePlace(file, rowGroup).of(column.name(), column.pages()), e);
        }
    }

    private static List<ReadColumn> read(
            ParquetFile file, ParquetFileReader reader, int rowGroup, Map<String, ColumnFormat> columns)
            throws IOException {
        MessageType fileSchema = file.footer().getFileMetaData().getSchema();
        MessageType requested = RequestedSchema.of(
                fileSchema,
                columns.keySet().stream().map(name -> file.place(name).path()).toList());
        reader.setRequestedSchema(requested);
        file.requirePlausible(rowGroup, columns);
        PageTrail pages = new PageTrail(reader.readRowGroup(rowGroup));
        List<ReadColumn> read = new ArrayList<>();
        columns.forEach((name, format) ->
                read.add(new ReadColumn(name, decoder(file, rowGroup, pages, requested, name, format), pages)));
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
            ParquetFile file, int rowGroup, PageTrail pages, MessageType requested, String name, ColumnFormat format) {
        List<String> path = file.place(name).path();
        String createdBy = file.footer().getFileMetaData().getCreatedBy();
        try {
            return switch (format) {
                case ColumnFormat.Readable readable ->
                    ColumnDecoder.of(
                            file.chunk(rowGroup, name),
                            new ColumnDecoder.Source(
                                    pages,
                                    requested,
                                    requested.getColumnDescription(path.toArray(String[]::new)),
                                    readable,
                                    createdBy));
                case ColumnFormat.Nested nested ->
                    ColumnDecoder.nested(nested.format(), pages, requested, path, createdBy);
                case ColumnFormat.Unsupported unsupported ->
                    throw new IllegalArgumentException(unsupported.description());
            };
        } catch (RuntimeException e) {
            throw ParquetErrors.unreadable(file.path(), new DamagePlace(file, rowGroup).of(name, pages), e);
        }
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
