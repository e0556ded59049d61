package dev.asof.cli.client;

/**
 * The times of a question, in microseconds since the epoch: each empty (the server's choice), one for all rows, or one
 * per row.
 */
public record Times(long[] asOf, long[] knownAt, long[] acceptedBy) {
    /** Now, all that arrived by now, all that was accepted. */
    public static final Times NOW = new Times(new long[0], new long[0], new long[0]);

    /** The time of a row. */
    public static long at(long[] times, int row) {
        return times.length == 1 ? times[0] : times[row];
    }
}
