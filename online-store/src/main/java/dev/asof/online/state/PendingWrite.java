package dev.asof.online.state;

import dev.asof.online.state.catalog.CatalogChange;
import dev.asof.online.state.catalog.SourceCounts;
import dev.asof.online.state.database.Batch;
import dev.asof.online.state.database.Family;
import dev.asof.online.state.entity.RowCodec;
import dev.asof.registry.compute.schema.Schema;
import dev.asof.registry.quarantine.QuarantinedRow;
import java.util.List;

/** What a {@link StateWrite} changes of what waits for the archive or the quarantine. One thread's. */
public final class PendingWrite {
    private final Batch batch;
    private final CatalogChange change;

    PendingWrite(Batch batch, CatalogChange change) {
        this.batch = batch;
        this.change = change;
    }

    /**
     * Keeps accepted events until they are archived.
     *
     * @param firstMicros the acceptance of the first; those of the others follow it, one by one
     * @param rows as {@link RowCodec} encodes them
     */
    public void putEvents(int source, long firstMicros, Schema schema, List<byte[]> rows) {
        int number = change.schema(schema);
        int from = 0;
        while (from < rows.size()) {
            int to = from + PendingEvents.inOneRecord(firstMicros + from, rows.size() - from);
            byte[] record = PendingEvents.encode(number, rows.subList(from, to));
            batch.put(Family.PENDING, PendingKeys.ofEvent(source, firstMicros + from), record);
            from = to;
        }
    }

    /** Forgets the events that are archived: all up to this acceptance, inclusive. */
    public void removeEvents(int source, long lastMicros) {
        byte[] to = PendingKeys.ofEvent(source, lastMicros + 1);
        batch.scan(Family.PENDING, PendingKeys.ofEvent(source, 0), to, (key, record) -> {
            batch.delete(Family.PENDING, key);
            List<byte[]> rows = PendingEvents.rows(record);
            long archived = lastMicros + 1 - PendingKeys.last(key);
            if (archived < rows.size()) {
                List<byte[]> rest = rows.subList((int) archived, rows.size());
                batch.put(Family.PENDING, to, PendingEvents.encode(PendingEvents.schema(record), rest));
            }
            return true;
        });
    }

    /** Keeps rows until they are in the quarantine, and counts them. */
    public void quarantine(int source, List<QuarantinedRow> rows) {
        SourceCounts counts = change.counts(source);
        long id = counts.quarantined();
        for (QuarantinedRow row : rows) {
            batch.put(Family.PENDING, PendingKeys.ofQuarantine(source, id++), PendingRow.encode(row));
        }
        change.putCounts(source, counts.plusQuarantined(rows.size()));
    }

    /** Forgets a row that is in the quarantine. */
    public void removeQuarantined(int source, long id) {
        batch.delete(Family.PENDING, PendingKeys.ofQuarantine(source, id));
    }
}
