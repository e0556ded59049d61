package dev.asof.offline.sweep;

import dev.asof.registry.compute.admission.JudgedRows;
import dev.asof.registry.compute.admission.SourceAdmission;
import dev.asof.registry.compute.event.Violation;
import dev.asof.registry.compute.schema.ColumnBatch;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Rows of one batch that are no events.
 *
 * @param rows the rows as they came
 * @param numbers per row its position in the file, from 0, ascending
 * @param violations per row what is wrong with it
 */
record BrokenRows(ColumnBatch rows, long[] numbers, List<List<Violation>> violations) {

    /**
     * The rows that are rejected.
     *
     * @param rows some rows of a file, with the admission's columns
     * @param positions per row its position among the rows from {@code firstRow} on
     * @param firstRow a position in the file
     */
    static BrokenRows of(SourceAdmission admission, ColumnBatch rows, int[] positions, long firstRow) {
        JudgedRows judged = admission.judge(rows);
        int[] rejected = judged.rejected();
        return new BrokenRows(
                rows.gather(rejected),
                IntStream.of(rejected)
                        .mapToLong(row -> firstRow + positions[row])
                        .toArray(),
                IntStream.of(rejected).mapToObj(judged::violations).toList());
    }

    int size() {
        return numbers.length;
    }
}
