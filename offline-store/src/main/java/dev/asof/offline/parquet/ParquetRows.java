package dev.asof.offline.parquet;

import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.Schema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.schema.MessageType;

/** The rows of one row group, batch by batch. To be closed; not thread-safe. */
public final class ParquetRows implements AutoCloseable {
    /** The most rows of a batch. */
    public static final int BATCH_ROWS = 1 << 16;

    private final ParquetFile file;
    private final ParquetFileReader reader;
    private final Schema schema;
    private final List<ColumnDecoder> decoders;
    private final long rowCount;
    private long nextRow;

    private ParquetRows(
            ParquetFile file, ParquetFileReader reader, Schema schema, List<ColumnDecoder> decoders, long rowCount) {
        this.file = file;
        this.reader = reader;
        this.schema = schema;
        this.decoders = decoders;
        this.rowCount = rowCount;
    }

    static ParquetRows open(ParquetFile file, int rowGroup, Map<String, ColumnFormat.Readable> columns) {
        Schema schema = new Schema(columns.entrySet().stream()
                .map(column -> new Field(column.getKey(), column.getValue().type()))
                .toList());
        ParquetFileReader reader = null;
        try {
            reader = file.openReader();
            boolean isEmpty = columns.isEmpty() || file.rowCount(rowGroup) == 0;
            List<ColumnDecoder> decoders = isEmpty ? List.of() : decoders(file, reader, rowGroup, columns);
            return new ParquetRows(file, reader, schema, decoders, file.rowCount(rowGroup));
        } catch (IOException | RuntimeException e) {
            closeQuietly(reader, e);
            throw ParquetErrors.unreadable(file.path(), "row group " + rowGroup + " of " + file.path(), e);
        }
    }

    /** The columns of each batch. */
    public Schema schema() {
        return schema;
    }

    /** The next rows, at most {@link #BATCH_ROWS}; empty after the last. */
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
                    file.path(), "column '" + schema.field(column).name() + "' of " + file.path(), e);
        }
    }

    private static List<ColumnDecoder> decoders(
            ParquetFile file, ParquetFileReader reader, int rowGroup, Map<String, ColumnFormat.Readable> columns)
            throws IOException {
        MessageType fileSchema = file.footer().getFileMetaData().getSchema();
        MessageType requested = new MessageType(
                fileSchema.getName(),
                columns.keySet().stream().map(fileSchema::getType).toList());
        reader.setRequestedSchema(requested);
        PageReadStore pages = reader.readRowGroup(rowGroup);
        ColumnReadStoreImpl store = new ColumnReadStoreImpl(
                pages,
                new NoConverter.OfGroup(),
                requested,
                file.footer().getFileMetaData().getCreatedBy());
        List<ColumnDecoder> decoders = new ArrayList<>();
        for (Map.Entry<String, ColumnFormat.Readable> column : columns.entrySet()) {
            decoders.add(decoder(file, store, requested, column.getKey(), column.getValue()));
        }
        return decoders;
    }

    private static ColumnDecoder decoder(
            ParquetFile file,
            ColumnReadStoreImpl store,
            MessageType requested,
            String name,
            ColumnFormat.Readable format) {
        try {
            ColumnDescriptor descriptor = requested.getColumnDescription(new String[] {name});
            return new ColumnDecoder(store.getColumnReader(descriptor), format);
        } catch (RuntimeException e) {
            throw ParquetErrors.unreadable(file.path(), "column '" + name + "' of " + file.path(), e);
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
