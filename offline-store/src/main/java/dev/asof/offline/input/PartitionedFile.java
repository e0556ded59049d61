package dev.asof.offline.input;

import dev.asof.offline.table.LongRange;
import dev.asof.offline.table.PartStatistics;
import dev.asof.offline.table.RowSpan;
import dev.asof.offline.table.ScanBuffers;
import dev.asof.offline.table.TableColumn;
import dev.asof.offline.table.TableFile;
import dev.asof.offline.table.TableRows;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.Schema;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A file with the columns of its partition beside its own. They are text, whose type is the contract's. */
record PartitionedFile(TableFile file, Partition partition) implements TableFile {

    /** @throws AsofException {@code INVALID_INPUT_FILE} if the file has a column of the partition itself */
    PartitionedFile {
        for (TableColumn column : file.columns()) {
            if (partition.values().containsKey(column.name())) {
                throw new AsofException(
                        ErrorCode.INVALID_INPUT_FILE,
                        "Cannot read " + file.path() + ": column '" + column.name()
                                + "' stands in it and in the name of its folder. Take it out of the source's partitions,"
                                + " or out of the file.");
            }
        }
    }

    @Override
    public Path path() {
        return file.path();
    }

    @Override
    public List<TableColumn> columns() {
        List<TableColumn> columns = new ArrayList<>(file.columns());
        partition
                .values()
                .keySet()
                .forEach(name -> columns.add(
                        new TableColumn(name, Optional.of(ScalarType.STRING), ScalarType.STRING.displayName(), true)));
        return columns;
    }

    @Override
    public Schema schema() {
        List<Field> fields = new ArrayList<>(file.schema().fields());
        partition.values().keySet().forEach(name -> fields.add(new Field(name, ScalarType.STRING)));
        return new Schema(fields);
    }

    @Override
    public int partCount() {
        return file.partCount();
    }

    @Override
    public long rowCount(int part) {
        return file.rowCount(part);
    }

    @Override
    public Optional<LongRange> range(int part, String column) {
        return partition.values().containsKey(column) ? Optional.empty() : file.range(part, column);
    }

    @Override
    public PartStatistics statistics(int part) {
        return file.statistics(part);
    }

    @Override
    public void requireReadable(int part, List<String> columns) {
        file.requireReadable(part, columns);
    }

    @Override
    public Optional<Column> constant(String column) {
        Optional<String> value = partition.values().get(column);
        return value == null ? file.constant(column) : Optional.of(PartitionedRows.constant(value, 1));
    }

    @Override
    public TableRows rows(int part, List<String> columns, ScanBuffers buffers) {
        return new PartitionedRows(file.rows(part, columns, buffers), partition, columns);
    }

    @Override
    public TableRows rows(int part, List<String> columns, List<RowSpan> spans, ScanBuffers buffers) {
        return new PartitionedRows(file.rows(part, columns, spans, buffers), partition, columns);
    }

    @Override
    public String nameOf(long row) {
        return file.nameOf(row);
    }
}
