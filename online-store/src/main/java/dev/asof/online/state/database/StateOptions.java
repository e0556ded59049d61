package dev.asof.online.state.database;

/**
 * How much memory the state may use, and how it is laid out.
 *
 * @param blockCacheBytes for blocks read from disk, shared by all that is stored
 * @param writeBufferBytes for writes that are not in sorted files yet, over all that is stored
 * @param blocks when events move into blocks
 * @param bulk when events come in sorted files
 */
public record StateOptions(long blockCacheBytes, long writeBufferBytes, BlockOptions blocks, BulkOptions bulk) {
    private static final long MIB = 1L << 20;

    /** 256 MiB of blocks, 128 MiB of writes. */
    public static final StateOptions DEFAULT = new StateOptions(256 * MIB, 128 * MIB);

    /** Little memory: for tests and small machines. */
    public static final StateOptions SMALL = new StateOptions(16 * MIB, 16 * MIB);

    /** With blocks as they usually are. */
    public StateOptions(long blockCacheBytes, long writeBufferBytes) {
        this(blockCacheBytes, writeBufferBytes, BlockOptions.DEFAULT, BulkOptions.DEFAULT);
    }

    /** The same with other blocks. */
    public StateOptions withBlocks(BlockOptions others) {
        return new StateOptions(blockCacheBytes, writeBufferBytes, others, bulk);
    }

    /** The same with other ways of loading much at once. */
    public StateOptions withBulk(BulkOptions other) {
        return new StateOptions(blockCacheBytes, writeBufferBytes, blocks, other);
    }
}
