package dev.asof.offline.sweep;

import dev.asof.offline.input.DataFile;
import dev.asof.registry.compute.event.OnViolation;
import dev.asof.registry.compute.event.Violation;
import java.util.Comparator;
import java.util.Map;

/**
 * What was found in one file of a source.
 *
 * @param rows all rows
 * @param skippedRows those that were not read, as the file states what shows that none of them matters
 * @param violatingRows the rows that are no events
 * @param onViolation what became of them
 * @param violations how often each promise was broken; a row may break several
 */
public record FileReport(
        String source,
        DataFile file,
        long rows,
        long skippedRows,
        long violatingRows,
        OnViolation onViolation,
        Map<Promise, Long> violations) {

    /** A kind of promise of one column. Ordered by column, then reason. */
    public record Promise(String column, Violation.Reason reason) implements Comparable<Promise> {
        private static final Comparator<Promise> ORDER =
                Comparator.comparing(Promise::column).thenComparing(Promise::reason);

        @Override
        public int compareTo(Promise other) {
            return ORDER.compare(this, other);
        }
    }
}
