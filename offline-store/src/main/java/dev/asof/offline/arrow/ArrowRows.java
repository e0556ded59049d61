package dev.asof.offline.arrow;

import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.Schema;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.dictionary.DictionaryEncoder;
import org.apache.arrow.vector.ipc.ArrowFileReader;
import org.apache.arrow.vector.ipc.message.ArrowBlock;

/** The rows of one record batch, some at a time. To be closed; not thread-safe. */
public final class ArrowRows implements AutoCloseable {
    /** The most rows of a batch of ours. */
    private static final int BATCH_ROWS = 1 << 15;

    private final Path path;
    private final Schema schema;
    private final BufferAllocator allocator;
    private final FileChannel channel;
    private final ArrowFileReader reader;
    private final List<FieldVector> vectors = new ArrayList<>();
    private final List<FieldVector> decoded = new ArrayList<>();
    private int rowCount;
    private int nextRow;

    private ArrowRows(Path path, Schema schema, long memoryLimit) throws IOException {
        this.path = path;
        this.schema = schema;
        this.channel = FileChannel.open(path, StandardOpenOption.READ);
        this.allocator = new RootAllocator(memoryLimit);
        this.reader = ArrowFile.reader(channel, allocator);
    }

    static ArrowRows open(Path path, ArrowBlock block, Schema schema, long memoryLimit) {
        ArrowRows rows = null;
        try {
            rows = new ArrowRows(path, schema, memoryLimit);
            rows.load(block);
            return rows;
        } catch (IOException | RuntimeException e) {
            if (rows != null) {
                rows.closeAfter(e);
            }
            throw ArrowErrors.unreadable(path, "the record batch at byte " + block.getOffset() + " of " + path, e);
        }
    }

    /** The columns of each batch. */
    public Schema schema() {
        return schema;
    }

    /** The number of rows of the record batch. */
    public int rowCount() {
        return rowCount;
    }

    /** The next rows; empty after the last. */
    public Optional<ColumnBatch> next() {
        if (nextRow == rowCount) {
            return Optional.empty();
        }
        int from = nextRow;
        nextRow = Math.min(rowCount, from + BATCH_ROWS);
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < vectors.size(); i++) {
            columns.add(column(schema.field(i), vectors.get(i), from));
        }
        return Optional.of(new ColumnBatch(schema, columns, nextRow - from));
    }

    private Column column(Field field, FieldVector vector, int from) {
        try {
            return ArrowColumns.column(vector, (ScalarType) field.type(), from, nextRow);
        } catch (RuntimeException e) {
            throw ArrowErrors.unreadable(path, "column '" + field.name() + "' of " + path, e);
        }
    }

    private void load(ArrowBlock block) throws IOException {
        reader.loadRecordBatch(block);
        rowCount = reader.getVectorSchemaRoot().getRowCount();
        for (Field field : schema.fields()) {
            FieldVector vector = reader.getVectorSchemaRoot().getVector(field.name());
            if (vector.getField().getDictionary() != null) {
                vector =
                        (FieldVector) DictionaryEncoder.decode(vector, ArrowFile.dictionary(vector.getField(), reader));
                decoded.add(vector);
            }
            if (vector.getValueCount() != rowCount) {
                throw ArrowErrors.damaged(
                        path,
                        "column '" + field.name() + "' has " + vector.getValueCount() + " values in " + rowCount
                                + " rows");
            }
            vectors.add(vector);
        }
    }

    @Override
    public void close() {
        try {
            decoded.forEach(FieldVector::close);
            reader.close();
            channel.close();
        } catch (IOException e) {
            throw ArrowErrors.unreadable(path, path.toString(), e);
        } finally {
            allocator.close();
        }
    }

    private void closeAfter(Exception cause) {
        try {
            close();
        } catch (RuntimeException e) {
            cause.addSuppressed(e);
        }
    }
}
