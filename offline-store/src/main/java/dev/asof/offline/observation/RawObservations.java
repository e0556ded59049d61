package dev.asof.offline.observation;

import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.Schema;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Asking rows as they stand in a file.
 *
 * @param typing whether the columns have types of their own, or are text that is still to be read
 * @param rowName how people find a row, counted from 0 over all batches, such as {@code line 7}
 */
record RawObservations(Schema schema, List<ColumnBatch> batches, Typing typing, IntFunction<String> rowName) {

    /** Where the types of columns come from. */
    enum Typing {
        FILE,
        TEXT
    }

    /** Rows of a file in which times that state no offset are UTC. */
    static RawObservations ofInstants(Schema schema, List<ColumnBatch> batches) {
        Schema instants = new Schema(schema.fields().stream()
                .map(field -> new Field(field.name(), field.type()))
                .toList());
        return new RawObservations(
                instants,
                batches.stream()
                        .map(batch -> new ColumnBatch(instants, batch.columns(), batch.rowCount()))
                        .toList(),
                Typing.FILE,
                row -> "row " + row);
    }

    int rowCount() {
        return batches.stream().mapToInt(ColumnBatch::rowCount).reduce(0, Math::addExact);
    }
}
