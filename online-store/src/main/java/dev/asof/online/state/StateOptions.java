package dev.asof.online.state;

/**
 * How much memory the state may use.
 *
 * @param blockCacheBytes for blocks read from disk, shared by all that is stored
 * @param writeBufferBytes for writes that are not in sorted files yet, over all that is stored
 */
public record StateOptions(long blockCacheBytes, long writeBufferBytes) {
    private static final long MIB = 1L << 20;

    /** 256 MiB of blocks, 128 MiB of writes. */
    public static final StateOptions DEFAULT = new StateOptions(256 * MIB, 128 * MIB);

    /** Little memory: for tests and small machines. */
    public static final StateOptions SMALL = new StateOptions(16 * MIB, 16 * MIB);
}
