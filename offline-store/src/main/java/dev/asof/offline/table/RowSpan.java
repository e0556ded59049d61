package dev.asof.offline.table;

import java.util.ArrayList;
import java.util.List;

/**
 * Rows of a part that follow each other.
 *
 * @param from the position in the part of the first one
 * @param to the position after the last one; more than {@code from}
 */
public record RowSpan(long from, long to) {

    public RowSpan {
        if (from < 0 || from >= to) {
            throw new IllegalArgumentException("Rows " + from + " to " + to);
        }
    }

    public long rowCount() {
        return to - from;
    }

    /** Whether a row lies in both. */
    public boolean overlaps(RowSpan other) {
        return from < other.to && other.from < to;
    }

    /** All rows of a part; none where it has none. */
    public static List<RowSpan> all(long rowCount) {
        return rowCount == 0 ? List.of() : List.of(new RowSpan(0, rowCount));
    }

    /** The same rows in as few spans as there can be. */
    public static List<RowSpan> joined(List<RowSpan> ascending) {
        List<RowSpan> joined = new ArrayList<>();
        for (RowSpan span : ascending) {
            boolean follows = !joined.isEmpty() && joined.getLast().to == span.from;
            joined.add(follows ? new RowSpan(joined.removeLast().from, span.to) : span);
        }
        return List.copyOf(joined);
    }

    /** How many rows there are in spans. */
    public static long rowCount(List<RowSpan> spans) {
        return spans.stream().mapToLong(RowSpan::rowCount).sum();
    }
}
