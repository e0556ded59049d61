package dev.asof.online.state;

/**
 * When events are put into the state in sorted files of their own, and how. It changes no answer.
 *
 * @param fromRows the rows of a load from which on that pays
 * @param runBytes about how many bytes of them are sorted at once, while as many others come; more is sorted in runs, which lie on
 *     disk meanwhile
 */
public record BulkOptions(long fromRows, long runBytes) {
    /** From 100,000 rows on, in runs of 128 MiB. */
    public static final BulkOptions DEFAULT = new BulkOptions(100_000, 128L << 20);
}
