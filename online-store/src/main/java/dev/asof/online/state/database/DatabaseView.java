package dev.asof.online.state.database;

import java.util.Optional;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.Snapshot;

/** One moment of a database, unmoved by later writes. Thread-safe, but for {@link #close}. */
public final class DatabaseView implements AutoCloseable {
    private final OpenFamilies open;
    private final Snapshot snapshot;
    private final ReadOptions reading;

    DatabaseView(OpenFamilies open) {
        this.open = open;
        this.snapshot = open.rocks().getSnapshot();
        this.reading = new ReadOptions().setSnapshot(snapshot);
    }

    public Optional<byte[]> get(Family family, byte[] key) {
        try {
            return Optional.ofNullable(open.rocks().get(open.handle(family), reading, key));
        } catch (RocksDBException e) {
            throw StateFailures.of("read the online store", e);
        }
    }

    @Override
    public void close() {
        reading.close();
        open.rocks().releaseSnapshot(snapshot);
    }
}
