package dev.asof.online.state;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * The events up to some acceptance, at least. Each record is read as it is when it is asked for: what was accepted later is
 * told by its acceptance. Only where events lie in blocks, which are rewritten, one moment of the database is kept. To be used
 * and closed by the thread that took it; the store does not close before.
 */
public final class StateSnapshot implements AutoCloseable {
    private static final byte[] NOTHING = {};

    private final Database database;
    private final Catalog catalog;
    private final long acceptedByMicros;
    private final Runnable onClose;
    private Database.@Nullable View view;

    StateSnapshot(Database database, Catalog catalog, long acceptedByMicros, Runnable onClose) {
        this.database = database;
        this.catalog = catalog;
        this.acceptedByMicros = acceptedByMicros;
        this.onClose = onClose;
    }

    /**
     * The greatest acceptance of which this snapshot is sure to hold all events. It may hold some with a greater one;
     * questions have to leave those out.
     */
    public long acceptedByMicros() {
        return acceptedByMicros;
    }

    /**
     * Reads what is stored of an entity, in all of its views at once.
     *
     * @param entity the entity's number
     */
    public EntityRecord read(int entity, byte[] entityKey) {
        byte[] key = EntityKeys.of(entity, entityKey);
        EntityRecord record = record(entityKey, database.get(Family.ENTITIES, key), database::get);
        return record.isAnyInBlocks() ? record(entityKey, view().get(Family.ENTITIES, key), view()::get) : record;
    }

    private EntityRecord record(
            byte[] entityKey, Optional<byte[]> record, BiFunction<Family, byte[], Optional<byte[]>> blocks) {
        return new EntityRecord(catalog, record.orElse(NOTHING), entityKey, blocks);
    }

    private Database.View view() {
        Database.View known = view;
        if (known == null) {
            known = database.view();
            view = known;
        }
        return known;
    }

    /** The encoded keys of some entities of a kind, at most {@code limit}. */
    public List<byte[]> someKeys(int entity, int limit) {
        List<byte[]> keys = new ArrayList<>();
        byte[] from = EntityKeys.of(entity, NOTHING);
        byte[] to = EntityKeys.of(entity + 1, NOTHING);
        database.scan(Family.ENTITIES, from, to, (key, value) -> {
            keys.add(Arrays.copyOfRange(key, from.length, key.length));
            return keys.size() < limit;
        });
        return keys;
    }

    @Override
    public void close() {
        try {
            if (view != null) {
                view.close();
            }
        } finally {
            onClose.run();
        }
    }
}
