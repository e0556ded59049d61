package dev.asof.cli.client;

import dev.asof.registry.compute.schema.DataType;
import java.util.List;

/**
 * The columns of a source's events.
 *
 * @param columns in their declared order
 * @param lastSequence the last sequence taken from the producer that was asked for, 0 if none
 */
public record EventSchema(String source, List<Column> columns, long lastSequence) {

    /** A column of a source. */
    public record Column(String name, DataType type) {}

    public EventSchema {
        columns = List.copyOf(columns);
    }

    public List<String> columnNames() {
        return columns.stream().map(Column::name).toList();
    }
}
