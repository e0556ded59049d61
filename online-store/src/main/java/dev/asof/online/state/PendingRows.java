package dev.asof.online.state;

import dev.asof.online.state.catalog.Catalog;
import dev.asof.online.state.database.Database;
import dev.asof.online.state.database.Family;
import dev.asof.registry.compute.schema.Schema;
import java.util.ArrayList;
import java.util.List;

/** What is not in the archive or the quarantine yet. Thread-safe. */
public final class PendingRows {
    private final StoreUse use;
    private final Database database;
    private final Catalog catalog;

    PendingRows(StoreUse use, Database database, Catalog catalog) {
        this.use = use;
        this.database = database;
        this.catalog = catalog;
    }

    /**
     * Events of a source that are not archived, in the order of their acceptance.
     *
     * @param lastMicros the greatest acceptance, inclusive
     * @param limit the most to return
     */
    public List<PendingEvent> events(int source, long lastMicros, int limit) {
        List<PendingEvent> events = new ArrayList<>();
        byte[] from = PendingKeys.ofEvent(source, 0);
        byte[] to = PendingKeys.ofEvent(source, Math.min(lastMicros, Long.MAX_VALUE - 1) + 1);
        use.whileOpen(() -> database.scan(Family.PENDING, from, to, (key, record) -> {
            addEvents(PendingKeys.last(key), record, lastMicros, limit, events);
            return events.size() < limit;
        }));
        return events;
    }

    private void addEvents(long firstMicros, byte[] record, long lastMicros, int limit, List<PendingEvent> into) {
        Schema schema = catalog.schema(PendingEvents.schema(record));
        long acceptedAt = firstMicros;
        for (byte[] row : PendingEvents.rows(record)) {
            if (acceptedAt > lastMicros || into.size() == limit) {
                return;
            }
            into.add(new PendingEvent(acceptedAt++, schema, row));
        }
    }

    /**
     * Rows of a source that are not in the quarantine yet, by id.
     *
     * @param lastId the greatest id, inclusive
     * @param limit the most to return
     */
    public List<PendingRow> quarantined(int source, long lastId, int limit) {
        return quarantined(source, 0, lastId, limit);
    }

    /** All rows of a source that are not in the quarantine yet, by id, from an id on. */
    public List<PendingRow> quarantinedFrom(int source, long firstId) {
        return quarantined(source, firstId, Long.MAX_VALUE, Integer.MAX_VALUE);
    }

    private List<PendingRow> quarantined(int source, long firstId, long lastId, int limit) {
        List<PendingRow> rows = new ArrayList<>();
        byte[] from = PendingKeys.ofQuarantine(source, firstId);
        byte[] to = PendingKeys.ofQuarantine(source, Math.min(lastId, Long.MAX_VALUE - 1) + 1);
        use.whileOpen(() -> database.scan(Family.PENDING, from, to, (key, value) -> {
            rows.add(PendingRow.decode(PendingKeys.last(key), value));
            return rows.size() < limit;
        }));
        return rows;
    }
}
