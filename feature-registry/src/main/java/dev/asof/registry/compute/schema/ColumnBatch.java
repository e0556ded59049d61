package dev.asof.registry.compute.schema;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rows as columns of one length. Immutable as far as its columns are; an event or a request is a batch of one row. */
public record ColumnBatch(Schema schema, List<Column> columns, int rowCount) {

    /** @throws IllegalArgumentException if a column's type or length is not the schema's or the batch's */
    public ColumnBatch {
        columns = List.copyOf(columns);
        if (columns.size() != schema.size()) {
            throw new IllegalArgumentException(columns.size() + " columns for the schema " + schema);
        }
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            if (!column.type().equals(schema.field(i).type()) || column.size() != rowCount) {
                throw new IllegalArgumentException("Column '" + schema.field(i).name() + "' is "
                        + column.type().displayName() + " of " + column.size() + " rows, not "
                        + schema.field(i).type().displayName() + " of " + rowCount);
            }
        }
    }

    public Column column(int index) {
        return columns.get(index);
    }

    /** @throws IllegalArgumentException if there is no such column */
    public Column column(String name) {
        return columns.get(schema.indexOf(name));
    }

    /** The columns at {@code indexes}, in that order, all rows. */
    public ColumnBatch project(int[] indexes) {
        return new ColumnBatch(
                schema.project(indexes),
                Arrays.stream(indexes).mapToObj(columns::get).toList(),
                rowCount);
    }

    /** The rows {@code rows}, in that order, all columns. */
    public ColumnBatch gather(int[] rows) {
        List<Column> gathered = new ArrayList<>(columns.size());
        for (Column column : columns) {
            gathered.add(column.gather(rows));
        }
        return new ColumnBatch(schema, gathered, rows.length);
    }
}
