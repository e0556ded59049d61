package dev.asof.registry.plan;

import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBatch;
import java.util.stream.IntStream;

/** The request columns of the asking rows, typed. */
@FunctionalInterface
public interface RequestValues {

    /** The values of a column in the rows from {@code from} to {@code to}, exclusive. */
    Column column(String name, int from, int to);

    /** Those of one batch. */
    static RequestValues of(ColumnBatch rows) {
        return (name, from, to) -> from == 0 && to == rows.rowCount()
                ? rows.column(name)
                : rows.column(name).gather(IntStream.range(from, to).toArray());
    }
}
