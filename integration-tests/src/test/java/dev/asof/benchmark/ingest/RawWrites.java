package dev.asof.benchmark.ingest;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ConfigOptions;
import org.rocksdb.DBOptions;
import org.rocksdb.OptionsUtil;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/** RocksDB by itself, with the options of a database that Asof wrote, writing the same batches. */
final class RawWrites {
    private RawWrites() {}

    /** How batches get to the disk. */
    enum Sync {
        EACH,
        EVERY_10_MS
    }

    /** Returns the seconds that it took. */
    static double seconds(Path like, Path folder, List<byte[]> batches, Sync sync) throws RocksDBException {
        List<ColumnFamilyDescriptor> families = new ArrayList<>();
        List<ColumnFamilyHandle> handles = new ArrayList<>();
        try (DBOptions options = new DBOptions();
                ConfigOptions config = new ConfigOptions()) {
            OptionsUtil.loadLatestOptions(config, like.toString(), options, families);
            options.setCreateIfMissing(true).setCreateMissingColumnFamilies(true);
            try (RocksDB database = RocksDB.open(options, folder.toString(), families, handles)) {
                double seconds = write(database, batches, sync);
                handles.forEach(ColumnFamilyHandle::close);
                return seconds;
            }
        }
    }

    private static double write(RocksDB database, List<byte[]> batches, Sync sync) throws RocksDBException {
        ScheduledExecutorService syncing = Executors.newSingleThreadScheduledExecutor();
        if (sync == Sync.EVERY_10_MS) {
            syncing.scheduleWithFixedDelay(() -> sync(database), 10, 10, TimeUnit.MILLISECONDS);
        }
        try (WriteOptions options = new WriteOptions().setSync(sync == Sync.EACH)) {
            long start = System.nanoTime();
            for (byte[] bytes : batches) {
                try (WriteBatch batch = new WriteBatch(bytes)) {
                    database.write(options, batch);
                }
            }
            return (System.nanoTime() - start) / 1e9;
        } finally {
            syncing.close();
        }
    }

    private static void sync(RocksDB database) {
        try {
            database.syncWal();
        } catch (RocksDBException e) {
            throw new IllegalStateException(e);
        }
    }
}
