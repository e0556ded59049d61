package dev.asof.offline.sweep;

import dev.asof.registry.compute.event.Violation;
import dev.asof.registry.compute.schema.ColumnBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Rows of one batch that are no events.
 *
 * @param rows the rows as they came
 * @param numbers per row its position in the file, from 0, ascending
 * @param violations per row what is wrong with it
 */
record BrokenRows(ColumnBatch rows, long[] numbers, List<List<Violation>> violations) {

    /**
     * The rows that are events of no view.
     *
     * @param found what the views found, the same violation perhaps several times
     * @param firstRow the position in the file of the batch's first row
     */
    static BrokenRows of(ColumnBatch batch, List<Violation> found, long firstRow) {
        TreeMap<Integer, List<Violation>> byRow = new TreeMap<>();
        for (Violation violation : found) {
            List<Violation> ofRow = byRow.computeIfAbsent(violation.row(), row -> new ArrayList<>());
            if (!ofRow.contains(violation)) {
                ofRow.add(violation);
            }
        }
        int[] positions = byRow.keySet().stream().mapToInt(Integer::intValue).toArray();
        long[] numbers =
                byRow.keySet().stream().mapToLong(row -> firstRow + row).toArray();
        return new BrokenRows(batch.gather(positions), numbers, List.copyOf(byRow.values()));
    }

    int size() {
        return numbers.length;
    }
}
