package dev.asof.offline.arrow;

import dev.asof.offline.table.TableRows;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.ColumnBuilder;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.Schema;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.dictionary.DictionaryEncoder;
import org.apache.arrow.vector.ipc.ArrowFileReader;
import org.apache.arrow.vector.ipc.message.ArrowBlock;

/** The rows of one record batch, some at a time. To be closed; not thread-safe. */
public final class ArrowRows implements TableRows {
    /** The most rows of a batch of ours. */
    private static final int BATCH_ROWS = 1 << 15;

    private final Path path;
    private final Schema schema;
    private final BufferAllocator allocator;
    private final FileChannel channel;
    private final ArrowFileReader reader;
    private final List<WantedColumn> wanted;
    private final List<Placed> columns = new ArrayList<>();
    private final List<FieldVector> decoded = new ArrayList<>();
    private int rowCount;
    private int nextRow;

    /** A column, and the names of the structs around it and then its own. */
    record WantedColumn(Field field, List<String> path) {}

    /** The values of a column, and the structs around it: where one of them is null, so is the column. */
    private record Placed(FieldVector values, List<FieldVector> structs) {

        boolean isNull(int row) {
            return structs.stream().anyMatch(struct -> struct.isNull(row));
        }
    }

    private ArrowRows(Path path, List<WantedColumn> wanted, long memoryLimit) throws IOException {
        this.path = path;
        this.wanted = wanted;
        this.schema = new Schema(wanted.stream().map(WantedColumn::field).toList());
        this.channel = FileChannel.open(path, StandardOpenOption.READ);
        this.allocator = ArrowMemory.upTo(memoryLimit);
        this.reader = ArrowFile.reader(channel, allocator);
    }

    static ArrowRows open(Path path, ArrowBlock block, List<WantedColumn> wanted, long memoryLimit) {
        ArrowRows rows = null;
        try {
            rows = new ArrowRows(path, wanted, memoryLimit);
            rows.load(block);
            return rows;
        } catch (IOException | RuntimeException e) {
            if (rows != null) {
                rows.closeAfter(e);
            }
            throw ArrowErrors.unreadable(path, "the record batch at byte " + block.getOffset() + " of " + path, e);
        }
    }

    @Override
    public Schema schema() {
        return schema;
    }

    /** The number of rows of the record batch. */
    public int rowCount() {
        return rowCount;
    }

    @Override
    public Optional<ColumnBatch> next() {
        if (nextRow == rowCount) {
            return Optional.empty();
        }
        int from = nextRow;
        nextRow = Math.min(rowCount, from + BATCH_ROWS);
        List<Column> read = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            read.add(column(schema.field(i), columns.get(i), from));
        }
        return Optional.of(new ColumnBatch(schema, read, nextRow - from));
    }

    private Column column(Field field, Placed placed, int from) {
        try {
            Column values = ArrowColumns.column(placed.values(), field.type(), from, nextRow);
            return placed.structs().isEmpty() ? values : withNulls(values, placed, from);
        } catch (RuntimeException e) {
            throw ArrowErrors.unreadable(path, "column '" + field.name() + "' of " + path, e);
        }
    }

    private static Column withNulls(Column values, Placed placed, int from) {
        ColumnBuilder column = new ColumnBuilder(values.type());
        for (int row = 0; row < values.size(); row++) {
            if (placed.isNull(from + row)) {
                column.appendNull();
            } else {
                column.appendFrom(values, row);
            }
        }
        return column.build();
    }

    private void load(ArrowBlock block) throws IOException {
        reader.loadRecordBatch(block);
        rowCount = reader.getVectorSchemaRoot().getRowCount();
        for (WantedColumn column : wanted) {
            Placed placed = find(column.path());
            if (placed.values().getValueCount() != rowCount) {
                throw ArrowErrors.damaged(
                        path,
                        "column '" + column.field().name() + "' has "
                                + placed.values().getValueCount() + " values in " + rowCount + " rows");
            }
            columns.add(placed);
        }
    }

    private Placed find(List<String> columnPath) throws IOException {
        List<FieldVector> structs = new ArrayList<>();
        FieldVector vector = reader.getVectorSchemaRoot().getVector(columnPath.getFirst());
        for (String name : columnPath.subList(1, columnPath.size())) {
            structs.add(vector);
            vector = ((StructVector) vector).getChild(name, FieldVector.class);
        }
        return new Placed(decoded(vector), structs);
    }

    private FieldVector decoded(FieldVector vector) throws IOException {
        if (vector.getField().getDictionary() == null) {
            return vector;
        }
        FieldVector values =
                (FieldVector) DictionaryEncoder.decode(vector, ArrowPlaces.dictionary(vector.getField(), reader));
        decoded.add(values);
        return values;
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
