package dev.asof.offline.input;

import dev.asof.offline.table.TableRows;
import dev.asof.registry.compute.schema.BytesColumn;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.ColumnBuilder;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.Schema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rows of a file with the values of its partition, the same in each. */
final class PartitionedRows implements TableRows {
    private final TableRows rows;
    private final Map<String, Optional<String>> values;
    private final Schema schema;

    /** @param columns that are asked for */
    PartitionedRows(TableRows rows, Partition partition, List<String> columns) {
        this.rows = rows;
        this.values = new LinkedHashMap<>(partition.values());
        values.keySet().retainAll(columns);
        List<Field> fields = new ArrayList<>(rows.schema().fields());
        values.keySet().forEach(name -> fields.add(new Field(name, ScalarType.STRING)));
        this.schema = new Schema(fields);
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public Optional<ColumnBatch> next() {
        return rows.next().map(this::withValues);
    }

    private ColumnBatch withValues(ColumnBatch batch) {
        List<Column> columns = new ArrayList<>(batch.columns());
        values.values().forEach(value -> columns.add(constant(value, batch.rowCount())));
        return new ColumnBatch(schema, columns, batch.rowCount());
    }

    /** A column with one value in each of so many rows. */
    static Column constant(Optional<String> value, int size) {
        ColumnBuilder distinct = new ColumnBuilder(ScalarType.STRING);
        value.ifPresent(distinct::appendText);
        int[] codes = new int[size];
        boolean[] nulls = new boolean[size];
        Arrays.fill(codes, value.isPresent() ? 0 : BytesColumn.NO_CODE);
        Arrays.fill(nulls, value.isEmpty());
        return new BytesColumn(new BytesColumn.Dictionary(codes, (BytesColumn) distinct.build()), nulls);
    }

    @Override
    public void close() {
        rows.close();
    }
}
