package dev.asof.online.state.database;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/** Changes of a database that are written all or none. One thread's. */
public final class Batch implements AutoCloseable {
    private final Database database;
    private final WriteBatch changes = new WriteBatch();
    private final Map<Family, Map<ByteKey, Optional<byte[]>>> own = new EnumMap<>(Family.class);

    Batch(Database database) {
        this.database = database;
    }

    /** The value of a key as this batch leaves it, of a family that is {@linkplain Family#isReadBack read back}. */
    public Optional<byte[]> get(Family family, byte[] key) {
        Optional<byte[]> changed = own(family).get(new ByteKey(key));
        return changed == null ? database.get(family, key) : changed;
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
            changes.put(database.handle(family), key, value);
        } catch (RocksDBException e) {
            throw StateFailures.of("write the online store", e);
        }
    }

    /** The value that each of these keys has without this batch. */
    public List<Optional<byte[]>> get(Family family, List<byte[]> keys) {
        return database.get(family, keys);
    }

    /** Visits the entries from {@code from}, inclusive, to {@code to}, exclusive, as they are without this batch. */
    public void scan(Family family, byte[] from, byte[] to, EntryVisitor visitor) {
        database.scan(family, from, to, visitor);
    }

    /** Appends to the value of a key; there may be none. The family is one whose values are appended to. */
    public void merge(Family family, byte[] key, byte[] addition) {
        try {
            changes.merge(database.handle(family), key, addition);
        } catch (RocksDBException e) {
            throw StateFailures.of("write the online store", e);
        }
    }

    public void delete(Family family, byte[] key) {
        note(family, key, Optional.empty());
        try {
            changes.delete(database.handle(family), key);
        } catch (RocksDBException e) {
            throw StateFailures.of("write the online store", e);
        }
    }

    /** The number of changes. */
    public int size() {
        return changes.count();
    }

    public void write(Durability durability) {
        database.write(changes, durability);
    }

    @Override
    public void close() {
        changes.close();
    }
}
