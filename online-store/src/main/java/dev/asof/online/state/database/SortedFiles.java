package dev.asof.online.state.database;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.DBOptions;
import org.rocksdb.EnvOptions;
import org.rocksdb.Options;
import org.rocksdb.RocksDBException;
import org.rocksdb.SstFileWriter;

/** Files of sorted entries that the database takes as they are. Keys come in their order. One thread's. */
public final class SortedFiles implements AutoCloseable {
    private static final long BYTES_PER_FILE = 128L << 20;

    private final Path folder;
    private final String name;
    private final EnvOptions environment = new EnvOptions();
    private final Options options;
    private final List<String> files = new ArrayList<>();
    private @Nullable SstFileWriter writer;
    private long bytes;

    SortedFiles(Path folder, String name, DBOptions database, ColumnFamilyOptions family) {
        this.folder = folder;
        this.name = name;
        this.options = new Options(database, family);
    }

    public void put(byte[] key, byte[] value) {
        try {
            writer(key.length + value.length).put(key, value);
        } catch (RocksDBException e) {
            throw StateFailures.of("write a sorted file", e);
        }
    }

    public void merge(byte[] key, byte[] addition) {
        try {
            writer(key.length + addition.length).merge(key, addition);
        } catch (RocksDBException e) {
            throw StateFailures.of("write a sorted file", e);
        }
    }

    private SstFileWriter writer(int more) throws RocksDBException {
        if (bytes > BYTES_PER_FILE) {
            finishFile();
        }
        bytes += more;
        SstFileWriter open = writer;
        if (open == null) {
            open = new SstFileWriter(environment, options);
            writer = open;
            files.add(folder.resolve(name + "-" + files.size() + ".sst").toString());
            open.open(files.getLast());
        }
        return open;
    }

    private void finishFile() throws RocksDBException {
        if (writer != null) {
            writer.finish();
            writer.close();
            writer = null;
            bytes = 0;
        }
    }

    /** The files, complete. */
    public List<String> finish() {
        try {
            finishFile();
            return files;
        } catch (RocksDBException e) {
            throw StateFailures.of("write a sorted file", e);
        }
    }

    @Override
    public void close() {
        if (writer != null) {
            writer.close();
        }
        options.close();
        environment.close();
    }
}
