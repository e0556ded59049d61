package dev.asof.online.state.database;

import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import dev.asof.registry.repository.DurableFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.Checkpoint;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompactRangeOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.Env;
import org.rocksdb.FlushOptions;
import org.rocksdb.HyperClockCache;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.IngestExternalFileOptions;
import org.rocksdb.LiveFileMetaData;
import org.rocksdb.Priority;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Slice;
import org.rocksdb.Snapshot;
import org.rocksdb.StringAppendOperator;
import org.rocksdb.WALRecoveryMode;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * RocksDB with its families, and nothing of what they mean. Thread-safe, but closing it while it is used is not: the
 * owner sees to that.
 */
public final class Database implements AutoCloseable {
    private static final double BLOOM_BITS_PER_KEY = 10;
    private static final long BLOCK_BYTES = 16L << 10;

    /** Of entities, each of which is asked for by itself: what else is in its block is read and unpacked for nothing. */
    private static final long ENTITIES_BLOCK_BYTES = 4L << 10;

    private static final int BACKGROUND_JOBS = 2;
    private static final int LOG_FILES = 3;

    /** Of the filter that tells, mostly, that a key is in no memory table. */
    private static final double SHARE_OF_MEMTABLE_FILTER = 0.1;

    static {
        RocksDB.loadLibrary();
    }

    private final DBOptions options;
    private final ColumnFamilyOptions familyOptions;
    private final ColumnFamilyOptions appendedOptions;
    private final ColumnFamilyOptions askedForOptions;
    private final StringAppendOperator append = new StringAppendOperator("");
    private final Cache cache;
    private final BloomFilter filter;
    private final Map<Family, ColumnFamilyHandle> families = new EnumMap<>(Family.class);
    private final WriteOptions synced = new WriteOptions().setSync(true);
    private final WriteOptions buffered = new WriteOptions();
    private final Path folder;
    private final Access access;

    /** Another one after {@link #reopen}, which nobody else may be in the way of. */
    private RocksDB rocks;

    private volatile boolean isWritable = true;

    /** Loads RocksDB's library, which takes a while and is otherwise done where a database is first needed. */
    public static void loadLibrary() {
        RocksDB.loadLibrary();
    }

    /** Takes each entry of a scan, in order. */
    @FunctionalInterface
    public interface Visitor {
        /** Returns whether to go on. */
        boolean visit(byte[] key, byte[] value);
    }

    /** Opens the database in {@code folder}, or creates it there. */
    public static Database open(Path folder, StateOptions memory) {
        try {
            DurableFolder.create(folder);
            return new Database(folder, memory, Access.READ_AND_WRITE);
        } catch (RocksDBException e) {
            throw StateFailures.of("open the online store in " + folder, e);
        } catch (IOException e) {
            throw new AsofException(
                    ErrorCode.IO_FAILED, "Cannot create the folder " + folder + ": " + e.getMessage() + ".", e);
        }
    }

    /** Opens the database in {@code folder} and changes nothing there. */
    public static Database openReadOnly(Path folder) {
        try {
            return new Database(folder, StateOptions.SMALL, Access.READ_ONLY);
        } catch (RocksDBException e) {
            throw StateFailures.of("open the online store in " + folder, e);
        }
    }

    /** What may be done. */
    private enum Access {
        READ_AND_WRITE,
        READ_ONLY
    }

    private Database(Path folder, StateOptions memory, Access access) throws RocksDBException {
        this.folder = folder;
        this.access = access;
        cache = new HyperClockCache(memory.blockCacheBytes(), 0, -1, false);
        filter = new BloomFilter(BLOOM_BITS_PER_KEY);
        familyOptions = familyOptions(BLOCK_BYTES);
        appendedOptions = familyOptions(ENTITIES_BLOCK_BYTES).setMergeOperator(append);
        askedForOptions = familyOptions(BLOCK_BYTES)
                .setMemtablePrefixBloomSizeRatio(SHARE_OF_MEMTABLE_FILTER)
                .setMemtableWholeKeyFiltering(true);
        options = new DBOptions()
                .setCreateIfMissing(true)
                .setCreateMissingColumnFamilies(true)
                .setDbWriteBufferSize(memory.writeBufferBytes())
                .setMaxBackgroundJobs(BACKGROUND_JOBS)
                .setBytesPerSync(1L << 20)
                .setParanoidChecks(true)
                .setWalRecoveryMode(WALRecoveryMode.TolerateCorruptedTailRecords)
                .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
                .setKeepLogFileNum(LOG_FILES);
        if (access == Access.READ_ONLY) {
            options.setDbLogDir(System.getProperty("java.io.tmpdir"));
        }
        rocks = open();
    }

    private RocksDB open() throws RocksDBException {
        List<ColumnFamilyHandle> handles = new ArrayList<>();
        RocksDB opened = switch (access) {
            case READ_AND_WRITE -> RocksDB.open(options, folder.toString(), descriptors(), handles);
            case READ_ONLY -> RocksDB.openReadOnly(options, folder.toString(), descriptors(), handles);
        };
        Iterator<ColumnFamilyHandle> each = handles.iterator();
        for (Family family : Family.values()) {
            families.put(family, each.next());
        }
        return opened;
    }

    private ColumnFamilyOptions familyOptions(long blockBytes) {
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

    private List<ColumnFamilyDescriptor> descriptors() {
        return Arrays.stream(Family.values())
                .map(family -> new ColumnFamilyDescriptor(family.storedName(), options(family)))
                .toList();
    }

    private ColumnFamilyOptions options(Family family) {
        return switch (family) {
            case ENTITIES -> appendedOptions;
            case SEEN -> askedForOptions;
            case META, BLOCKS, VERSIONS, PRODUCERS, PENDING -> familyOptions;
        };
    }

    public Optional<byte[]> get(Family family, byte[] key) {
        try {
            return Optional.ofNullable(rocks.get(handle(family), key));
        } catch (RocksDBException e) {
            throw StateFailures.of("read the online store", e);
        }
    }

    /** Merges files at the system's lowest priority from now on, in all databases of this process. */
    public static void mergeBehindAllElse() {
        Env.getDefault().lowerThreadPoolCPUPriority(Priority.LOW);
    }

    /** Whether each of these keys has a value. */
    public boolean[] has(Family family, List<byte[]> keys) {
        if (keys.isEmpty()) {
            return new boolean[0];
        }
        try {
            List<byte[]> values = rocks.multiGetAsList(Collections.nCopies(keys.size(), handle(family)), keys);
            boolean[] has = new boolean[keys.size()];
            for (int i = 0; i < has.length; i++) {
                has[i] = values.get(i) != null;
            }
            return has;
        } catch (RocksDBException e) {
            throw StateFailures.of("read the online store", e);
        }
    }

    /** Visits the entries from {@code from}, inclusive, to {@code to}, exclusive, as they are now. */
    public void scan(Family family, byte[] from, byte[] to, Visitor visitor) {
        try (Slice end = new Slice(to);
                ReadOptions bounded = new ReadOptions().setIterateUpperBound(end);
                RocksIterator entries = rocks.newIterator(handle(family), bounded)) {
            entries.seek(from);
            while (entries.isValid() && visitor.visit(entries.key(), entries.value())) {
                entries.next();
            }
            entries.status();
        } catch (RocksDBException e) {
            throw StateFailures.of("read the online store", e);
        }
    }

    /** The least key of each file of a family, from {@code from}, inclusive, to {@code to}, exclusive. */
    public List<byte[]> firstKeys(Family family, byte[] from, byte[] to) {
        return rocks.getLiveFilesMetaData().stream()
                .filter(file -> Arrays.equals(file.columnFamilyName(), family.storedName()))
                .map(LiveFileMetaData::smallestKey)
                .filter(key -> Arrays.compareUnsigned(from, key) <= 0 && Arrays.compareUnsigned(key, to) < 0)
                .toList();
    }

    /** Whether there is an entry from {@code from}, inclusive, to {@code to}, exclusive. */
    public boolean isAny(Family family, byte[] from, byte[] to) {
        boolean[] isAny = new boolean[1];
        scan(family, from, to, (key, value) -> {
            isAny[0] = true;
            return false;
        });
        return isAny[0];
    }

    /** Deletes the entries from {@code from}, inclusive, to {@code to}, exclusive. */
    public void deleteAll(Family family, byte[] from, byte[] to) {
        if (isAny(family, from, to)) {
            try {
                rocks.deleteRange(handle(family), buffered, from, to);
            } catch (RocksDBException e) {
                throw StateFailures.of("write the online store", e);
            }
        }
    }

    /** Files of a family that are to be {@linkplain #take taken in}, named {@code name} in a folder on the database's disk. */
    public SortedFiles sortedFiles(Family family, Path folder, String name) {
        return new SortedFiles(folder, name, options, options(family));
    }

    /** Takes sorted files in, whose keys don't overlap; they are gone from where they were. It is on disk when it returns. */
    public void take(Family family, List<String> files) {
        if (files.isEmpty()) {
            return;
        }
        try (IngestExternalFileOptions moved = new IngestExternalFileOptions().setMoveFiles(true)) {
            rocks.ingestExternalFile(handle(family), files, moved);
        } catch (RocksDBException e) {
            throw StateFailures.of("write the online store", e);
        }
    }

    /** Makes a copy of the database as it is now in {@code folder}, which is not there yet; files are shared where they can be. */
    public void checkpoint(Path folder) {
        try (Checkpoint checkpoint = Checkpoint.create(rocks)) {
            checkpoint.createCheckpoint(folder.toString());
        } catch (RocksDBException e) {
            throw StateFailures.of("copy the online store to " + folder, e);
        }
    }

    /** A range of the keys of a family: from {@code from}, inclusive, to {@code to}, exclusive. */
    public record Range(Family family, byte[] from, byte[] to) {}

    /**
     * Rewrites the files that have keys of these ranges, so that nothing is left in them of what was deleted there. Logs may still have it.
     */
    public void purge(List<Range> ranges) {
        try (FlushOptions waiting = new FlushOptions().setWaitForFlush(true);
                CompactRangeOptions whole = new CompactRangeOptions()
                        .setBottommostLevelCompaction(CompactRangeOptions.BottommostLevelCompaction.kForce)) {
            rocks.flush(waiting, List.copyOf(families.values()));
            for (Range range : ranges) {
                rocks.compactRange(handle(range.family()), range.from(), range.to(), whole);
            }
        } catch (RocksDBException e) {
            throw StateFailures.of("erase from the online store", e);
        }
    }

    /** Opens the database anew, with logs of what is there now. Nobody may use it meanwhile. */
    public void reopen() {
        try {
            families.values().forEach(ColumnFamilyHandle::close);
            families.clear();
            rocks.closeE();
            rocks = open();
        } catch (RocksDBException e) {
            throw StateFailures.of("open the online store in " + folder, e);
        }
    }

    /** Visits the keys of a family, from {@code from} on. */
    public void scanKeys(Family family, byte[] from, Consumer<byte[]> visitor) {
        try (RocksIterator entries = rocks.newIterator(handle(family))) {
            for (entries.seek(from); entries.isValid(); entries.next()) {
                visitor.accept(entries.key());
            }
            entries.status();
        } catch (RocksDBException e) {
            throw StateFailures.of("read the online store", e);
        }
    }

    /** Rewrites all that is stored, so that what was deleted or replaced takes no room. */
    public void compact() {
        try {
            for (ColumnFamilyHandle family : families.values()) {
                rocks.compactRange(family);
            }
        } catch (RocksDBException e) {
            throw StateFailures.of("compact the online store", e);
        }
    }

    /** Reads all files, and checks them by their checksums. */
    public void verify() {
        try {
            rocks.verifyChecksum();
        } catch (RocksDBException e) {
            throw StateFailures.of("read the online store", e);
        }
    }

    /** Brings all that was written to disk. */
    public void sync() {
        try {
            rocks.syncWal();
        } catch (RocksDBException e) {
            throw StateFailures.of("write the online store", e);
        }
    }

    /** The size of all files with data, in bytes. */
    public long fileBytes() {
        return figure("rocksdb.total-sst-files-size");
    }

    /** What the storage engine tells of itself, summed up over all families. */
    public StorageFigures figures() {
        return new StorageFigures(
                fileBytes(),
                figure("rocksdb.cur-size-all-mem-tables"),
                cache.getUsage(),
                figure("rocksdb.estimate-num-keys"),
                figure("rocksdb.num-files-at-level0"),
                figure("rocksdb.estimate-pending-compaction-bytes"),
                figure("rocksdb.num-running-compactions"),
                figure("rocksdb.num-running-flushes"),
                figure("rocksdb.background-errors"));
    }

    private long figure(String property) {
        long sum = 0;
        for (ColumnFamilyHandle family : families.values()) {
            try {
                String text = rocks.getProperty(family, property);
                sum += text == null ? 0 : Long.parseLong(text);
            } catch (RocksDBException | NumberFormatException e) {
                return 0;
            }
        }
        return sum;
    }

    /** Whether the last batch could be written. */
    public boolean isWritable() {
        return isWritable;
    }

    /** The database as it is now, unmoved by later writes. */
    public View view() {
        return new View();
    }

    /** A new, empty batch. */
    public Batch batch() {
        return new Batch();
    }

    private ColumnFamilyHandle handle(Family family) {
        return Objects.requireNonNull(families.get(family));
    }

    @Override
    public void close() {
        families.values().forEach(ColumnFamilyHandle::close);
        try {
            rocks.closeE();
        } catch (RocksDBException e) {
            throw StateFailures.of("close the online store", e);
        } finally {
            buffered.close();
            synced.close();
            options.close();
            familyOptions.close();
            appendedOptions.close();
            askedForOptions.close();
            append.close();
            filter.close();
            cache.close();
        }
    }

    /** One moment of the database. */
    public final class View implements AutoCloseable {
        private final Snapshot snapshot = rocks.getSnapshot();
        private final ReadOptions reading = new ReadOptions().setSnapshot(snapshot);

        private View() {}

        public Optional<byte[]> get(Family family, byte[] key) {
            try {
                return Optional.ofNullable(rocks.get(handle(family), reading, key));
            } catch (RocksDBException e) {
                throw StateFailures.of("read the online store", e);
            }
        }

        @Override
        public void close() {
            reading.close();
            rocks.releaseSnapshot(snapshot);
        }
    }

    /** Changes that are written all or none. Reads see the batch's own changes. One thread's. */
    public final class Batch implements AutoCloseable {
        private final WriteBatch changes = new WriteBatch();
        private final Map<Family, Map<ByteKey, Optional<byte[]>>> own = new EnumMap<>(Family.class);

        private Batch() {}

        /** The value of a key, of a family that is {@linkplain Family#isReadBack read back}. */
        public Optional<byte[]> get(Family family, byte[] key) {
            Optional<byte[]> changed = own(family).get(new ByteKey(key));
            return changed == null ? Database.this.get(family, key) : changed;
        }

        private Map<ByteKey, Optional<byte[]>> own(Family family) {
            if (!family.isReadBack()) {
                throw new IllegalArgumentException("Nobody notes what a change writes to " + family);
            }
            return own.computeIfAbsent(family, each -> new HashMap<>());
        }

        private void note(Family family, byte[] key, Optional<byte[]> value) {
            if (family.isReadBack()) {
                own(family).put(new ByteKey(key), value);
            }
        }

        public void put(Family family, byte[] key, byte[] value) {
            note(family, key, Optional.of(value));
            try {
                changes.put(handle(family), key, value);
            } catch (RocksDBException e) {
                throw StateFailures.of("write the online store", e);
            }
        }

        /** Whether each of these keys has a value without this batch. */
        public boolean[] has(Family family, List<byte[]> keys) {
            return Database.this.has(family, keys);
        }

        /** Visits the entries from {@code from}, inclusive, to {@code to}, exclusive, as they are without this batch. */
        public void scan(Family family, byte[] from, byte[] to, Visitor visitor) {
            Database.this.scan(family, from, to, visitor);
        }

        /** Appends to the value of a key; there may be none. The family is one whose values are appended to. */
        public void merge(Family family, byte[] key, byte[] addition) {
            try {
                changes.merge(handle(family), key, addition);
            } catch (RocksDBException e) {
                throw StateFailures.of("write the online store", e);
            }
        }

        public void delete(Family family, byte[] key) {
            note(family, key, Optional.empty());
            try {
                changes.delete(handle(family), key);
            } catch (RocksDBException e) {
                throw StateFailures.of("write the online store", e);
            }
        }

        /** The number of changes. */
        public int size() {
            return changes.count();
        }

        public void write(Durability durability) {
            boolean isWritten = false;
            try {
                rocks.write(
                        switch (durability) {
                            case SYNCED -> synced;
                            case BUFFERED -> buffered;
                        },
                        changes);
                isWritten = true;
            } catch (RocksDBException e) {
                throw StateFailures.of("write the online store", e);
            } finally {
                isWritable = isWritten;
            }
        }

        @Override
        public void close() {
            changes.close();
        }
    }
}
