package dev.asof.registry.compute.program;

import dev.asof.registry.compute.event.EventRows;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.LongColumn;
import java.util.ArrayList;
import java.util.List;

/**
 * Events that are rows already.
 *
 * @param eventTime the column of the times
 */
record HeldEvents(EventRows rows, String eventTime) implements UnorderedEvents {

    @Override
    public int[] entity() {
        return rows.entity();
    }

    @Override
    public long[] times() {
        return ((LongColumn) rows.kept().column(eventTime)).values();
    }

    @Override
    public ColumnBatch kept(EventPlaces order) {
        ColumnBatch kept = rows.kept();
        if (isAscending(order.events())) {
            return kept;
        }
        int timeIndex = kept.schema().indexOf(eventTime);
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < kept.schema().size(); i++) {
            Column column = kept.column(i);
            columns.add(i == timeIndex ? new LongColumn(column.type(), order.times()) : column.gather(order.events()));
        }
        return new ColumnBatch(kept.schema(), columns, kept.rowCount());
    }

    /** Whether all rows stay where they are, as those of one entity do that came in order. */
    static boolean isAscending(int[] order) {
        for (int i = 0; i < order.length; i++) {
            if (order[i] != i) {
                return false;
            }
        }
        return true;
    }

    /** Mostly all were accepted at one time, that before all others. */
    @Override
    public long[] acceptedAt(EventPlaces order) {
        return gather(rows.acceptedAt(), order.events());
    }

    static long[] gather(long[] acceptedAt, int[] order) {
        boolean isOne = true;
        for (long accepted : acceptedAt) {
            isOne &= accepted == acceptedAt[0];
        }
        if (isOne) {
            return acceptedAt;
        }
        long[] gathered = new long[order.length];
        for (int i = 0; i < order.length; i++) {
            gathered[i] = acceptedAt[order[i]];
        }
        return gathered;
    }
}
