package dev.asof.registry.compute.program;

import dev.asof.registry.compute.entity.EncodedKeys;
import dev.asof.registry.compute.event.Violation;
import dev.asof.registry.compute.schema.ColumnBatch;
import java.util.Arrays;
import java.util.BitSet;
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

    /**
     * What is wrong with the rows of a batch that are events of no view. A row that is an event of one view, and not of
     * another because its entity key is null, violates nothing.
     *
     * @param byView what the views that read the rows say of the same batch
     */
    public static List<Violation> violationsOfNoEvents(List<AdmittedRows> byView) {
        BitSet events = new BitSet();
        byView.forEach(admitted -> Arrays.stream(admitted.rows()).forEach(events::set));
        return byView.stream()
                .flatMap(admitted -> admitted.violations().stream())
                .filter(violation -> !events.get(violation.row()))
                .toList();
    }
}
