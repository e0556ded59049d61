package dev.asof.registry.compute.program;

import dev.asof.registry.compute.entity.EncodedKeys;
import dev.asof.registry.compute.event.Violation;
import dev.asof.registry.compute.schema.ColumnBatch;
import java.util.List;

/**
 * The rows of a batch that are events of a view.
 *
 * @param rows the positions of the events in the batch, ascending
 * @param keys per event its encoded entity key
 * @param kept per event the columns of {@code FeatureProgram.keptColumns()}
 * @param violations why the other rows are no events
 */
public record AdmittedRows(int[] rows, EncodedKeys keys, ColumnBatch kept, List<Violation> violations) {

    public AdmittedRows {
        violations = List.copyOf(violations);
    }
}
