package dev.asof.online.state.database;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/** RocksDB and its families, from an opening to its end. Thread-safe, but for {@link #close}. */
final class OpenFamilies {
    private final RocksDB rocks;
    private final Map<Family, ColumnFamilyHandle> handles;

    private OpenFamilies(RocksDB rocks, Map<Family, ColumnFamilyHandle> handles) {
        this.rocks = rocks;
        this.handles = handles;
    }

    /** What may be done. */
    enum Access {
        READ_AND_WRITE,
        READ_ONLY
    }

    static OpenFamilies in(Path folder, Access access, EngineOptions options) throws RocksDBException {
        List<ColumnFamilyHandle> opened = new ArrayList<>();
        RocksDB rocks = switch (access) {
            case READ_AND_WRITE -> RocksDB.open(options.database(), folder.toString(), options.descriptors(), opened);
            case READ_ONLY ->
                RocksDB.openReadOnly(options.database(), folder.toString(), options.descriptors(), opened);
        };
        Map<Family, ColumnFamilyHandle> handles = new EnumMap<>(Family.class);
        Iterator<ColumnFamilyHandle> each = opened.iterator();
        for (Family family : Family.values()) {
            handles.put(family, each.next());
        }
        return new OpenFamilies(rocks, handles);
    }

    /** Whether it has not ended. */
    boolean isOpen() {
        return !handles.isEmpty();
    }

    /** @throws dev.asof.registry.error.AsofException SERVER_UNAVAILABLE if it has ended: the engine would read memory that is not its own */
    RocksDB rocks() {
        requireOpen();
        return rocks;
    }

    /** @throws dev.asof.registry.error.AsofException SERVER_UNAVAILABLE if it has ended */
    ColumnFamilyHandle handle(Family family) {
        requireOpen();
        return Objects.requireNonNull(handles.get(family));
    }

    private void requireOpen() {
        if (!isOpen()) {
            throw StateFailures.notOpen();
        }
    }

    /** Of all families, in their order. */
    Collection<ColumnFamilyHandle> handles() {
        return handles.values();
    }

    /** What the engine tells of itself, summed up over the families; 0 where it doesn't tell. */
    long figure(String property) {
        long sum = 0;
        for (ColumnFamilyHandle family : handles()) {
            try {
                String text = rocks.getProperty(family, property);
                sum += text == null ? 0 : Long.parseLong(text);
            } catch (RocksDBException | NumberFormatException e) {
                return 0;
            }
        }
        return sum;
    }

    /** Ends it. No family has a handle from then on: the engine must not be given one that is closed. */
    void close() throws RocksDBException {
        handles().forEach(ColumnFamilyHandle::close);
        handles.clear();
        rocks.closeE();
    }
}
