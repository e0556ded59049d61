package dev.asof.online.lookup;

import dev.asof.online.state.StateSnapshot;
import dev.asof.online.state.StateStore;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.ColumnBuilder;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Requests for entities that are stored, which are asked before anybody else asks, so that the first who does waits neither for what
 * the virtual machine makes of code that runs often, nor for the database's indexes. Not thread-safe.
 */
public final class MadeUpRequests {
    /** Of all services together, unless they are so many that each gets its least. */
    private static final int MOST_KEYS = 2_048;

    private static final int LEAST_KEYS = 64;
    private static final int LARGE = 64;

    /** In bytes: requests hold many keys, of which producers say how long they are. */
    private static final int LONGEST_KEY = 128;

    /** One of so many requests is for many rows. */
    private static final int LARGE_EVERY = 16;

    private final StateStore state;

    /** Of each service. */
    private final int mostKeys;

    private final List<LookupRequest> now = new ArrayList<>();
    private long before;
    private int next;

    /** @param services how many there are to {@link #add} */
    MadeUpRequests(StateStore state, int services, long nowMicros) {
        this.state = state;
        this.mostKeys = Math.max(MOST_KEYS / Math.max(services, 1), LEAST_KEYS);
        this.before = nowMicros;
    }

    /** Adds requests to a service. */
    void add(LookupPlan plan) {
        ColumnBatch rows = rows(plan);
        var service = plan.selection().service().orElseThrow();
        Selection selection = new Selection.OfService(service.name(), service.version());
        for (int row = 0; row < rows.rowCount(); row++) {
            boolean isLarge = row % LARGE_EVERY == 0;
            int[] asked = IntStream.range(row, Math.min(row + (isLarge ? LARGE : 1), rows.rowCount()))
                    .toArray();
            now.add(new LookupRequest(selection, rows.gather(asked), QuestionTimes.NOW));
        }
    }

    /** About now: of which the answers may be kept, and soon are. */
    public List<LookupRequest> aboutNow() {
        return List.copyOf(now);
    }

    /** The next one about an ever earlier time, which has to be computed. There have to be some about now. */
    public LookupRequest nextOfThePast() {
        LookupRequest request = now.get(next++ % now.size());
        return new LookupRequest(request.selection(), request.rows(), QuestionTimes.asOf(--before));
    }

    /** Keys of stored entities, as many as there are of each kind, and nulls of the request. */
    private ColumnBatch rows(LookupPlan plan) {
        List<ColumnBuilder> columns = new ArrayList<>();
        for (Field column : plan.columns().fields()) {
            columns.add(new ColumnBuilder(column.type()));
        }
        int rows = mostKeys;
        try (StateSnapshot snapshot = state.snapshot()) {
            for (AskedEntity asked : plan.entities()) {
                List<byte[]> keys = snapshot.someKeys(asked.stored(), mostKeys, LONGEST_KEY);
                rows = Math.min(rows, keys.size());
                append(keys, asked, columns);
            }
        }
        for (ColumnBuilder column : columns) {
            while (column.size() < rows) {
                column.appendNull();
            }
        }
        int[] first = IntStream.range(0, rows).toArray();
        return new ColumnBatch(
                plan.columns(),
                columns.stream().map(column -> column.build().gather(first)).toList(),
                rows);
    }

    /** A column that is the key of several entities takes the keys of the first. */
    private void append(List<byte[]> keys, AskedEntity asked, List<ColumnBuilder> columns) {
        for (byte[] key : keys) {
            List<Value> values = asked.codec().decode(key);
            for (int i = 0; i < values.size(); i++) {
                ColumnBuilder column = columns.get(asked.keyColumns()[i]);
                if (column.size() < mostKeys) {
                    column.appendFrom(values.get(i).repeat(1), 0);
                }
            }
        }
    }
}
