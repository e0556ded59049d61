package dev.asof.registry.compute.event;

import dev.asof.registry.compute.schema.Clock;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.ColumnBuilder;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.Field;
import java.util.OptionalInt;

/**
 * A column as rows come with it, before any contract.
 *
 * @param clock of its timestamps
 */
record RawColumn(Column values, Clock clock) {

    /** The column of this name; null in every row where there is none. */
    static RawColumn of(ColumnBatch rows, Field field) {
        OptionalInt index = rows.schema().find(field.name());
        return index.isPresent()
                ? new RawColumn(
                        rows.column(index.getAsInt()),
                        rows.schema().field(index.getAsInt()).clock())
                : new RawColumn(nulls(field.type(), rows.rowCount()), Clock.UTC);
    }

    private static Column nulls(DataType type, int size) {
        ColumnBuilder builder = new ColumnBuilder(type);
        for (int row = 0; row < size; row++) {
            builder.appendNull();
        }
        return builder.build();
    }
}
