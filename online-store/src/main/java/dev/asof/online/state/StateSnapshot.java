package dev.asof.online.state;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The events as they were at one moment. To be used and closed by the thread that took it; the store does not close
 * before.
 */
public final class StateSnapshot implements AutoCloseable {
    private static final byte[] NOTHING = {};

    private final Database.View view;
    private final Catalog catalog;
    private final long acceptedByMicros;
    private final Runnable onClose;

    StateSnapshot(Database.View view, Catalog catalog, long acceptedByMicros, Runnable onClose) {
        this.view = view;
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
        return new EntityRecord(
                catalog,
                view.get(Family.ENTITIES, EntityKeys.of(entity, entityKey)).orElse(NOTHING),
                entityKey,
                view::get);
    }

    /** The encoded keys of some entities of a kind, at most {@code limit}. */
    public List<byte[]> someKeys(int entity, int limit) {
        List<byte[]> keys = new ArrayList<>();
        byte[] from = EntityKeys.of(entity, NOTHING);
        byte[] to = EntityKeys.of(entity + 1, NOTHING);
        view.scan(Family.ENTITIES, from, to, (key, value) -> {
            keys.add(Arrays.copyOfRange(key, from.length, key.length));
            return keys.size() < limit;
        });
        return keys;
    }

    @Override
    public void close() {
        view.close();
        onClose.run();
    }
}
