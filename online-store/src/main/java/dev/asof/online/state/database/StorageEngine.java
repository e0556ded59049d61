package dev.asof.online.state.database;

import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import java.util.Optional;
import org.rocksdb.Env;
import org.rocksdb.Priority;
import org.rocksdb.RocksDB;

/** RocksDB as all databases of this process have it: its library and its threads. */
public final class StorageEngine {
    /** Why RocksDB's library can't be used. It is asked for once: where that failed, RocksDB itself waits for ever at the next time. */
    private static final Optional<Throwable> UNLOADABLE = tried();

    private StorageEngine() {}

    private static Optional<Throwable> tried() {
        try {
            RocksDB.loadLibrary();
            return Optional.empty();
        } catch (RuntimeException | UnsatisfiedLinkError e) {
            return Optional.of(e);
        }
    }

    /**
     * Loads RocksDB's library, which takes a while and is otherwise done where a database is first needed.
     *
     * @throws AsofException IO_FAILED if it can't be loaded
     */
    public static void load() {
        if (UNLOADABLE.isPresent()) {
            throw new AsofException(
                    ErrorCode.IO_FAILED,
                    "Cannot load RocksDB's library: " + UNLOADABLE.get().getMessage()
                            + ". It is unpacked into " + System.getProperty("java.io.tmpdir")
                            + ", which must have room and let programs run: name another folder with ASOF_JAVA_OPTS=-Djava.io.tmpdir=FOLDER.",
                    UNLOADABLE.get());
        }
    }

    /** Merges files at the system's lowest priority from now on, in all databases of this process. */
    public static void mergeBehindAllElse() {
        Env.getDefault().lowerThreadPoolCPUPriority(Priority.LOW);
    }
}
