package dev.asof.online.lookup;

import dev.asof.online.state.StateSnapshot;
import dev.asof.online.state.StateStore;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.ColumnBuilder;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.Value;
import dev.asof.registry.error.AsofException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Asks for entities that are stored before anybody else does, so that the first who asks does not wait for what the virtual
 * machine makes of code that runs often.
 */
final class WarmUp {
    private static final int MOST_ROWS = 64;

    private final FeatureLookup lookup;
    private final StateStore state;
    private final Consumer<LookupAnswer> encode;

    /** @param encode what is done with each answer */
    WarmUp(FeatureLookup lookup, StateStore state, Consumer<LookupAnswer> encode) {
        this.lookup = lookup;
        this.state = state;
        this.encode = encode;
    }

    /**
     * Asks one and many rows of each selection in turns, until the time is over: about now, which may be kept, and about ever
     * earlier times, which have to be computed.
     */
    void run(List<LookupPlan> plans, Duration time, long nowMicros) {
        List<LookupRequest> requests = new ArrayList<>();
        for (LookupPlan plan : plans) {
            ColumnBatch rows = rows(plan);
            if (rows.rowCount() > 0) {
                requests.add(new LookupRequest(selection(plan), rows, QuestionTimes.NOW));
                requests.add(new LookupRequest(selection(plan), rows.gather(new int[1]), QuestionTimes.NOW));
            }
        }
        long end = System.nanoTime() + time.toNanos();
        long before = nowMicros;
        for (int i = 0; !requests.isEmpty() && System.nanoTime() < end; i++) {
            LookupRequest request = requests.get(i % requests.size());
            answer(request);
            answer(new LookupRequest(request.selection(), request.rows(), QuestionTimes.asOf(--before)));
        }
    }

    private void answer(LookupRequest request) {
        try {
            encode.accept(lookup.answer(request));
        } catch (AsofException notNow) {
            // Whoever asks for it in earnest is told.
        }
    }

    private static Selection selection(LookupPlan plan) {
        var service = plan.selection().service().orElseThrow();
        return new Selection.OfService(service.name(), service.version());
    }

    /** Keys of stored entities, as many as there are of each kind, and nulls of the request. */
    private ColumnBatch rows(LookupPlan plan) {
        List<ColumnBuilder> columns = new ArrayList<>();
        for (Field column : plan.columns().fields()) {
            columns.add(new ColumnBuilder(column.type()));
        }
        int rows = MOST_ROWS;
        try (StateSnapshot snapshot = state.snapshot()) {
            for (AskedEntity asked : plan.entities()) {
                List<byte[]> keys = snapshot.someKeys(asked.stored(), MOST_ROWS);
                rows = Math.min(rows, keys.size());
                append(keys, asked, columns);
            }
        }
        for (ColumnBuilder column : columns) {
            while (column.size() < rows) {
                column.appendNull();
            }
        }
        int[] first = java.util.stream.IntStream.range(0, rows).toArray();
        return new ColumnBatch(
                plan.columns(),
                columns.stream().map(column -> column.build().gather(first)).toList(),
                rows);
    }

    /** A column that is the key of several entities takes the keys of the first. */
    private static void append(List<byte[]> keys, AskedEntity asked, List<ColumnBuilder> columns) {
        for (byte[] key : keys) {
            List<Value> values = asked.codec().decode(key);
            for (int i = 0; i < values.size(); i++) {
                ColumnBuilder column = columns.get(asked.keyColumns()[i]);
                if (column.size() < MOST_ROWS) {
                    column.appendFrom(values.get(i).repeat(1), 0);
                }
            }
        }
    }
}
