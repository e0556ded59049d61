package dev.asof.online.state.database;

import dev.asof.online.state.database.OpenFamilies.Access;
import dev.asof.registry.diagnostic.FileProblem;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import dev.asof.registry.repository.DurableFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.rocksdb.Checkpoint;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.CompactRangeOptions;
import org.rocksdb.FlushOptions;
import org.rocksdb.IngestExternalFileOptions;
import org.rocksdb.LiveFileMetaData;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Slice;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * RocksDB with its families, and nothing of what they mean. Thread-safe, but closing it while it is used is not: the
 * owner sees to that.
 */
public final class Database implements AutoCloseable {
    private final Path folder;
    private final Access access;
    private final EngineOptions options;
    private final WriteOptions synced = new WriteOptions().setSync(true);
    private final WriteOptions buffered = new WriteOptions();

    /** Another one after {@link #reopen}, which nobody else may be in the way of. */
    private volatile OpenFamilies open;

    private volatile boolean isWritable = true;

    /** Opens the database in {@code folder}, or creates it there. */
    public static Database open(Path folder, StateOptions memory) {
        StorageEngine.load();
        try {
            DurableFolder.create(folder);
            return new Database(folder, memory, Access.READ_AND_WRITE);
        } catch (RocksDBException e) {
            throw StateFailures.of("open the online store in " + folder, e);
        } catch (IOException e) {
            throw new AsofException(
                    ErrorCode.IO_FAILED,
                    "Cannot create the folder " + folder + ": " + FileProblem.reason(e, folder) + ".",
                    e);
        }
    }

    /** Opens the database in {@code folder} and changes nothing there. */
    public static Database openReadOnly(Path folder) {
        StorageEngine.load();
        try {
            return new Database(folder, StateOptions.SMALL, Access.READ_ONLY);
        } catch (RocksDBException e) {
            throw StateFailures.of("open the online store in " + folder, e);
        }
    }

    private Database(Path folder, StateOptions memory, Access access) throws RocksDBException {
        this.folder = folder;
        this.access = access;
        this.options = new EngineOptions(memory);
        if (access == Access.READ_ONLY) {
            options.logInto(Path.of(System.getProperty("java.io.tmpdir")));
        }
        this.open = OpenFamilies.in(folder, access, options);
    }

    public Optional<byte[]> get(Family family, byte[] key) {
        try {
            return Optional.ofNullable(open.rocks().get(handle(family), key));
        } catch (RocksDBException e) {
            throw StateFailures.of("read the online store", e);
        }
    }

    /** The value that each of these keys has. */
    public List<Optional<byte[]>> get(Family family, List<byte[]> keys) {
        if (keys.isEmpty()) {
            return List.of();
        }
        try {
            return open.rocks().multiGetAsList(Collections.nCopies(keys.size(), handle(family)), keys).stream()
                    .map(Optional::ofNullable)
                    .toList();
        } catch (RocksDBException e) {
            throw StateFailures.of("read the online store", e);
        }
    }

    /** Visits the entries from {@code from}, inclusive, to {@code to}, exclusive, as they are now. */
    public void scan(Family family, byte[] from, byte[] to, EntryVisitor visitor) {
        try (Slice end = new Slice(to);
                ReadOptions bounded = new ReadOptions().setIterateUpperBound(end);
                RocksIterator entries = open.rocks().newIterator(handle(family), bounded)) {
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
        return open.rocks().getLiveFilesMetaData().stream()
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
                open.rocks().deleteRange(handle(family), buffered, from, to);
            } catch (RocksDBException e) {
                throw StateFailures.of("write the online store", e);
            }
        }
    }

    /** Files of a family that are to be {@linkplain #take taken in}, named {@code name} in a folder on the database's disk. */
    public SortedFiles sortedFiles(Family family, Path folder, String name) {
        return new SortedFiles(folder, name, options.database(), options.of(family));
    }

    /** Takes sorted files in, whose keys don't overlap; they are gone from where they were. It is on disk when it returns. */
    public void take(Family family, List<String> files) {
        if (files.isEmpty()) {
            return;
        }
        try (IngestExternalFileOptions moved = new IngestExternalFileOptions().setMoveFiles(true)) {
            open.rocks().ingestExternalFile(handle(family), files, moved);
        } catch (RocksDBException e) {
            throw StateFailures.of("write the online store", e);
        }
    }

    /** Makes a copy of the database as it is now in {@code folder}, which is not there yet; files are shared where they can be. */
    public void checkpoint(Path folder) {
        try (Checkpoint checkpoint = Checkpoint.create(open.rocks())) {
            checkpoint.createCheckpoint(folder.toString());
        } catch (RocksDBException e) {
            throw StateFailures.of("copy the online store to " + folder, e);
        }
    }

    /**
     * Rewrites the files that have keys of these ranges, so that nothing is left in them of what was deleted there. Logs may still have it.
     */
    public void purge(List<KeyRange> ranges) {
        try (FlushOptions waiting = new FlushOptions().setWaitForFlush(true);
                CompactRangeOptions whole = new CompactRangeOptions()
                        .setBottommostLevelCompaction(CompactRangeOptions.BottommostLevelCompaction.kForce)) {
            open.rocks().flush(waiting, List.copyOf(open.handles()));
            for (KeyRange range : ranges) {
                open.rocks().compactRange(handle(range.family()), range.from(), range.to(), whole);
            }
        } catch (RocksDBException e) {
            throw StateFailures.of("erase from the online store", e);
        }
    }

    /**
     * Opens the database anew, with logs of what is there now. Nobody may use it meanwhile. Where that fails, whoever uses it is told, until it is
     * done again and succeeds.
     */
    public void reopen() {
        try {
            try {
                open.close();
            } finally {
                open = OpenFamilies.in(folder, access, options);
            }
        } catch (RocksDBException e) {
            throw StateFailures.of("open the online store anew in " + folder, e);
        }
    }

    /** Whether it is open; not so after a {@link #reopen} that failed. */
    public boolean isOpen() {
        return open.isOpen();
    }

    /** Visits the keys of a family, from {@code from} on. */
    public void scanKeys(Family family, byte[] from, Consumer<byte[]> visitor) {
        try (RocksIterator entries = open.rocks().newIterator(handle(family))) {
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
            for (ColumnFamilyHandle family : open.handles()) {
                open.rocks().compactRange(family);
            }
        } catch (RocksDBException e) {
            throw StateFailures.of("compact the online store", e);
        }
    }

    /** Reads all files, and checks them by their checksums. */
    public void verify() {
        try {
            open.rocks().verifyChecksum();
        } catch (RocksDBException e) {
            throw StateFailures.of("read the online store", e);
        }
    }

    /** Brings all that was written to disk. */
    public void sync() {
        try {
            open.rocks().syncWal();
        } catch (RocksDBException e) {
            throw StateFailures.of("write the online store", e);
        }
    }

    /** The size of all files with data, in bytes. */
    public long fileBytes() {
        return open.figure("rocksdb.total-sst-files-size");
    }

    /** What the storage engine tells of itself, summed up over all families. */
    public StorageFigures figures() {
        return new StorageFigures(
                fileBytes(),
                open.figure("rocksdb.cur-size-all-mem-tables"),
                options.cachedBytes(),
                open.figure("rocksdb.estimate-num-keys"),
                open.figure("rocksdb.num-files-at-level0"),
                open.figure("rocksdb.estimate-pending-compaction-bytes"),
                open.figure("rocksdb.num-running-compactions"),
                open.figure("rocksdb.num-running-flushes"),
                open.figure("rocksdb.background-errors"));
    }

    /** Whether the last batch could be written, and the next one may be. */
    public boolean isWritable() {
        return isWritable && isOpen();
    }

    /** The database as it is now, unmoved by later writes. */
    public DatabaseView view() {
        return new DatabaseView(open);
    }

    /** A new, empty batch. */
    public Batch batch() {
        return new Batch(this);
    }

    ColumnFamilyHandle handle(Family family) {
        return open.handle(family);
    }

    /** Writes all of these changes or none. */
    void write(WriteBatch changes, Durability durability) {
        boolean isWritten = false;
        try {
            open.rocks().write(options(durability), changes);
            isWritten = true;
        } catch (RocksDBException e) {
            throw StateFailures.of("write the online store", e);
        } finally {
            isWritable = isWritten;
        }
    }

    private WriteOptions options(Durability durability) {
        return switch (durability) {
            case SYNCED -> synced;
            case BUFFERED -> buffered;
        };
    }

    @Override
    public void close() {
        try {
            open.close();
        } catch (RocksDBException e) {
            throw StateFailures.of("close the online store", e);
        } finally {
            buffered.close();
            synced.close();
            options.close();
        }
    }
}
