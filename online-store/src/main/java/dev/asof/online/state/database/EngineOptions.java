package dev.asof.online.state.database;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.HyperClockCache;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.StringAppendOperator;
import org.rocksdb.WALRecoveryMode;

/** How RocksDB keeps each family, and the memory that they share. To be closed after the databases that are opened with it. */
final class EngineOptions implements AutoCloseable {
    private static final double BLOOM_BITS_PER_KEY = 10;
    private static final long BLOCK_BYTES = 16L << 10;

    /** Of entities, each of which is asked for by itself: what else is in its block is read and unpacked for nothing. */
    private static final long ENTITIES_BLOCK_BYTES = 4L << 10;

    private static final int BACKGROUND_JOBS = 2;
    private static final int LOG_FILES = 3;

    /** Of the filter that tells, mostly, that a key is in no memory table. */
    private static final double SHARE_OF_MEMTABLE_FILTER = 0.1;

    private final Cache cache;
    private final BloomFilter filter = new BloomFilter(BLOOM_BITS_PER_KEY);
    private final StringAppendOperator append = new StringAppendOperator("");
    private final ColumnFamilyOptions plain;
    private final ColumnFamilyOptions appended;
    private final ColumnFamilyOptions askedFor;
    private final DBOptions database;

    EngineOptions(StateOptions memory) {
        cache = new HyperClockCache(memory.blockCacheBytes(), 0, -1, false);
        plain = family(BLOCK_BYTES);
        appended = family(ENTITIES_BLOCK_BYTES).setMergeOperator(append);
        askedFor = family(BLOCK_BYTES)
                .setMemtablePrefixBloomSizeRatio(SHARE_OF_MEMTABLE_FILTER)
                .setMemtableWholeKeyFiltering(true);
        database = new DBOptions()
                .setCreateIfMissing(true)
                .setCreateMissingColumnFamilies(true)
                .setDbWriteBufferSize(memory.writeBufferBytes())
                .setMaxBackgroundJobs(BACKGROUND_JOBS)
                .setBytesPerSync(1L << 20)
                .setParanoidChecks(true)
                .setWalRecoveryMode(WALRecoveryMode.TolerateCorruptedTailRecords)
                .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
                .setKeepLogFileNum(LOG_FILES);
    }

    private ColumnFamilyOptions family(long blockBytes) {
        return new ColumnFamilyOptions()
                .setCompressionType(CompressionType.LZ4_COMPRESSION)
                .setLevelCompactionDynamicLevelBytes(true)
                .setTableFormatConfig(new BlockBasedTableConfig()
                        .setBlockCache(cache)
                        .setBlockSize(blockBytes)
                        .setFilterPolicy(filter)
                        .setCacheIndexAndFilterBlocks(true)
                        .setPinL0FilterAndIndexBlocksInCache(true));
    }

    /** Writes the engine's own log into a folder, not beside the data. */
    void logInto(Path folder) {
        database.setDbLogDir(folder.toString());
    }

    DBOptions database() {
        return database;
    }

    ColumnFamilyOptions of(Family family) {
        return switch (family) {
            case ENTITIES -> appended;
            case SEEN -> askedFor;
            case META, BLOCKS, VERSIONS, PRODUCERS, PENDING -> plain;
        };
    }

    /** Of each family, in their order. */
    List<ColumnFamilyDescriptor> descriptors() {
        return Arrays.stream(Family.values())
                .map(family -> new ColumnFamilyDescriptor(family.storedName(), of(family)))
                .toList();
    }

    /** How much memory the blocks take that were read. */
    long cachedBytes() {
        return cache.getUsage();
    }

    @Override
    public void close() {
        database.close();
        plain.close();
        appended.close();
        askedFor.close();
        append.close();
        filter.close();
        cache.close();
    }
}
