package dev.asof.offline.parquet;

import dev.asof.offline.parquet.decode.ColumnDecoder;
import dev.asof.offline.parquet.decode.ColumnFormat;
import dev.asof.offline.table.ScanBuffers;
import dev.asof.offline.table.TableRows;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.Schema;
import dev.asof.registry.error.AsofException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.schema.MessageType;

/** The rows of one row group, batch by batch. To be closed; not thread-safe. */
public final class ParquetRows implements TableRows {
    /** The most rows of a batch. */
    public static final int BATCH_ROWS = 1 << 15;

    private final ParquetFile file;
    private final ParquetFileReader reader;
    private final Schema schema;
    private final List<ColumnDecoder> decoders;
    private final int rowGroup;
    private final long rowCount;
    private long nextRow;

    private ParquetRows(
            ParquetFile file, ParquetFileReader reader, Schema schema, List<ColumnDecoder> decoders, int rowGroup) {
        this.file = file;
        this.reader = reader;
        this.schema = schema;
        this.decoders = decoders;
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
            List<ColumnDecoder> decoders = isEmpty ? List.of() : decoders(file, reader, rowGroup, columns);
            return new ParquetRows(file, reader, schema, decoders, rowGroup);
        } catch (IOException | RuntimeException e) {
            closeQuietly(reader, e);
            throw ParquetErrors.unreadable(file.path(), place(file, rowGroup, columns.keySet(), e), e);
        }
    }

    /** Where something is wrong: all columns are read at once, and again one by one to find the one that is damaged. */
    private static String place(ParquetFile file, int rowGroup, Set<String> columns, Exception failure) {
        boolean isDamage = !(failure instanceof FileSystemException || failure instanceof AsofException);
        return columns.stream()
                .filter(column -> isDamage && !isReadable(file, rowGroup, column))
                .findFirst()
                .map(column -> file.place(rowGroup, column))
                .orElseGet(() -> "row group " + rowGroup + " of " + file.path());
    }

    private static boolean isReadable(ParquetFile file, int rowGroup, String column) {
        try (ParquetFileReader reader = file.openReader(new Codecs.PageArrays.Own(), new ScanBuffers())) {
            MessageType schema = file.footer().getFileMetaData().getSchema();
            reader.setRequestedSchema(
                    RequestedSchema.of(schema, List.of(file.place(column).path())));
            reader.readRowGroup(rowGroup);
            return true;
        } catch (IOException | RuntimeException e) {
            return false;
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
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < decoders.size(); i++) {
            columns.add(decode(i, size));
        }
        nextRow += size;
        return Optional.of(new ColumnBatch(schema, columns, size));
    }

    @Override
    public void close() {
        try {
            reader.close();
        } catch (IOException e) {
            throw ParquetErrors.unreadable(file.path(), file.path().toString(), e);
        }
    }

    private Column decode(int column, int size) {
        try {
            return decoders.get(column).next(size);
        } catch (RuntimeException e) {
            throw ParquetErrors.unreadable(
                    file.path(), file.place(rowGroup, schema.field(column).name()), e);
        }
    }

    private static List<ColumnDecoder> decoders(
            ParquetFile file, ParquetFileReader reader, int rowGroup, Map<String, ColumnFormat> columns)
            throws IOException {
        MessageType fileSchema = file.footer().getFileMetaData().getSchema();
        MessageType requested = RequestedSchema.of(
                fileSchema,
                columns.keySet().stream().map(name -> file.place(name).path()).toList());
        reader.setRequestedSchema(requested);
        file.requirePlausible(rowGroup, columns);
        PageReadStore pages = reader.readRowGroup(rowGroup);
        List<ColumnDecoder> decoders = new ArrayList<>();
        columns.forEach((name, format) -> decoders.add(decoder(file, rowGroup, pages, requested, name, format)));
        return decoders;
    }

    /** The library's reader may go back to pages it has read. */
    private static Codecs.PageArrays pageArrays(
            ParquetFile file, int rowGroup, Map<String, ColumnFormat> columns, ScanBuffers buffers) {
        return file.isDecodedInBulk(rowGroup, columns)
                ? new Codecs.PageArrays.Reused(buffers)
                : new Codecs.PageArrays.Own();
    }

    private static ColumnDecoder decoder(
            ParquetFile file,
            int rowGroup,
            PageReadStore pages,
            MessageType requested,
            String name,
            ColumnFormat format) {
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
            throw ParquetErrors.unreadable(file.path(), file.place(rowGroup, name), e);
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
