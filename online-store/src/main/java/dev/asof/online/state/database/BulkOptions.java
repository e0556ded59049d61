package dev.asof.online.state.database;

/**
 * When events are put into the state in sorted files of their own, and how. It changes no answer.
 *
 * @param fromRows the rows of a load from which on that pays
 * @param runBytes about how many bytes of them are sorted at once, while as many others come; more is sorted in runs, which lie on
 *     disk meanwhile
 * @param recordBytes how many bytes of one entity's events are in memory at once; of an entity that has more they go into blocks part by
 *     part
 */
public record BulkOptions(long fromRows, long runBytes, int recordBytes) {
    /** From 100,000 rows on, in runs of 128 MiB, and 8 MiB of an entity's events in memory. */
    public static final BulkOptions DEFAULT = new BulkOptions(100_000, 128L << 20);

    /** With 8 MiB of an entity's events in memory. */
    public BulkOptions(long fromRows, long runBytes) {
        this(fromRows, runBytes, 8 << 20);
    }
}
