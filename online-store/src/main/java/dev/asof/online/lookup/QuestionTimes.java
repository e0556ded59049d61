package dev.asof.online.lookup;

/**
 * The times of questions, in microseconds: each array is empty, or has one time for all rows, or one per row.
 *
 * @param asOf empty in a request for the time of its arrival; in an answer the times that were used
 * @param knownAt empty in a request for {@code asOf}
 * @param acceptedBy empty in a request for no bound
 */
public record QuestionTimes(long[] asOf, long[] knownAt, long[] acceptedBy) {
    /** About now, with all that is known. */
    public static final QuestionTimes NOW = new QuestionTimes(new long[0], new long[0], new long[0]);

    /** The time of a row, of {@code times} that has one for all rows or one per row. */
    public static long at(long[] times, int row) {
        return times.length == 1 ? times[0] : times[row];
    }

    /** About one time, with all that is known. */
    public static QuestionTimes asOf(long micros) {
        return new QuestionTimes(new long[] {micros}, new long[0], new long[0]);
    }
}
