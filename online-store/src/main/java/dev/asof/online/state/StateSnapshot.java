package dev.asof.online.state;

import java.nio.ByteBuffer;

/**
 * The events as they were at one moment. To be used and closed by the thread that took it; the store does not close
 * before.
 */
public final class StateSnapshot implements AutoCloseable {
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
     * Reads all events of an entity in a view.
     *
     * @param entityNumber the number that the events get in {@code into}
     */
    public void read(StoredView stored, byte[] entityKey, int entityNumber, EventRowsBuilder into) {
        byte[] from = EventKeys.ofEntity(stored.id(), entityKey);
        view.scan(Family.EVENTS, from, EventKeys.after(from), (key, value) -> {
            addTo(into, entityNumber, value);
            return true;
        });
    }

    private void addTo(EventRowsBuilder into, int entityNumber, byte[] value) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(value);
            long acceptedAt = catalog.resolve(Acceptance.read(bytes));
            into.add(entityNumber, acceptedAt, bytes);
        } catch (IllegalArgumentException | java.nio.BufferUnderflowException e) {
            throw StateFailures.damaged("a stored event cannot be decoded: " + e.getMessage());
        }
    }

    @Override
    public void close() {
        view.close();
        onClose.run();
    }
}
