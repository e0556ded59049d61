package dev.asof.registry.compute.event;

import dev.asof.registry.compute.schema.ColumnBatch;
import java.util.List;

/**
 * A batch after its contract was evaluated.
 *
 * @param rows all rows, typed as the contract says; what stands in a violating row is unspecified
 * @param valid per row whether it is an event
 * @param violations every broken promise, ordered by row, then by the contract's columns
 */
public record CheckedRows(ColumnBatch rows, boolean[] valid, List<Violation> violations) {

    public CheckedRows {
        violations = List.copyOf(violations);
    }

    /** The positions of the rows that are events, ascending. */
    public int[] validRows() {
        int count = 0;
        for (boolean isValid : valid) {
            count += isValid ? 1 : 0;
        }
        int[] rowNumbers = new int[count];
        int next = 0;
        for (int row = 0; row < valid.length; row++) {
            if (valid[row]) {
                rowNumbers[next++] = row;
            }
        }
        return rowNumbers;
    }
}
