package dev.asof.offline.csv;

import dev.asof.offline.table.TableRows;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.ColumnBuilder;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.Schema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The rows of a part of a CSV file, as text. */
final class CsvRows implements TableRows {
    private static final int BATCH_ROWS = 1 << 13;

    private final Path path;
    private final CsvRecords records;
    private final Schema schema;
    private final int[] cells;
    private long rowsLeft;

    /** @param columns of the file, those that are wanted */
    CsvRows(Path path, CsvRecords records, long rows, List<String> columns) {
        this.path = path;
        this.records = records;
        this.rowsLeft = rows;
        this.schema = new Schema(columns.stream()
                .map(column -> new Field(column, ScalarType.STRING))
                .toList());
        this.cells = columns.stream().mapToInt(records.columns()::indexOf).toArray();
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public Optional<ColumnBatch> next() {
        if (rowsLeft == 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(read((int) Math.min(BATCH_ROWS, rowsLeft)));
        } catch (IOException e) {
            throw CsvFile.unreadable(path, e);
        }
    }

    private ColumnBatch read(int size) throws IOException {
        List<ColumnBuilder> columns = schema.fields().stream()
                .map(field -> new ColumnBuilder(field.type()))
                .toList();
        for (int row = 0; row < size; row++) {
            if (!records.advance()) {
                throw new IOException("it has become shorter while it was read");
            }
            records.requireWidth();
            for (int column = 0; column < cells.length; column++) {
                records.append(cells[column], columns.get(column));
            }
        }
        rowsLeft -= size;
        return new ColumnBatch(
                schema, columns.stream().map(ColumnBuilder::build).toList(), size);
    }

    @Override
    public void close() {
        try {
            records.close();
        } catch (IOException e) {
            throw CsvFile.unreadable(path, e);
        }
    }
}
