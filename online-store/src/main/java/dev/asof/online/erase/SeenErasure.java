package dev.asof.online.erase;

import dev.asof.online.live.LiveSource;
import dev.asof.online.live.RowErasure;
import dev.asof.online.live.RowErasure.Fate;
import dev.asof.online.state.SeenKey;
import dev.asof.online.state.SeenRow;
import dev.asof.online.state.StateStore;
import dev.asof.online.state.database.Durability;
import dev.asof.online.state.entity.RowCodec;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.LongColumn;
import dev.asof.registry.compute.schema.ScalarType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Takes the hashes of rows, by which they are known as sent, out of the state. Of a row that goes none is of use. One that loses keys is
 * known by what is left of it: its retry is looked for without erased keys, too. Used by one thread.
 */
final class SeenErasure {
    private final LiveSource source;
    private final List<byte[]> gone = new ArrayList<>();
    private final List<byte[]> whole = new ArrayList<>();
    private final List<SeenRow> left = new ArrayList<>();

    SeenErasure(LiveSource source) {
        this.source = source;
    }

    /** Adds what becomes of rows. */
    void add(ColumnBatch before, RowErasure.Outcome outcome) {
        for (long[] times : eventTimes(source, before)) {
            gone.addAll(keys(times, before, rows(outcome, fate -> fate == Fate.REMOVED)));
            int[] blanked = rows(outcome, Fate::isBlanked);
            whole.addAll(keys(times, before, blanked));
            List<byte[]> keys = keys(times, outcome.rows(), blanked);
            for (int i = 0; i < blanked.length; i++) {
                left.add(new SeenRow(keys.get(i), outcome.lost().columns(blanked[i])));
            }
        }
    }

    /** Durable when done: once the rows are gone nobody can tell which hashes were theirs. */
    void write(StateStore state) {
        state.write(Durability.SYNCED, write -> {
            write.seen().forget(gone);
            write.seen().replace(whole, left);
            return source;
        });
    }

    /** What may have been the times of events when they were sent: the source may have had another event time then. */
    static List<long[]> eventTimes(LiveSource source, ColumnBatch rows) {
        return source.eventTimes().stream()
                .flatMap(name -> rows.schema().find(name).stream().boxed())
                .map(rows::column)
                .filter(column -> column.type() == ScalarType.TIMESTAMP)
                .map(column -> ((LongColumn) column).values())
                .toList();
    }

    private static int[] rows(RowErasure.Outcome outcome, Predicate<Fate> such) {
        return IntStream.range(0, outcome.fates().length)
                .filter(row -> such.test(outcome.fates()[row]))
                .toArray();
    }

    /** The keys of those rows whose time is that of rejected rows. */
    static List<byte[]> amongRejected(LiveSource source, ColumnBatch rows) {
        List<byte[]> keys = new ArrayList<>();
        for (long[] times : eventTimes(source, rows)) {
            int[] such = IntStream.range(0, times.length)
                    .filter(row -> SeenKey.isAmongRejected(times[row]))
                    .toArray();
            keys.addAll(keys(source, times, rows, such));
        }
        return keys;
    }

    private List<byte[]> keys(long[] times, ColumnBatch batch, int[] rows) {
        return keys(source, times, batch, rows);
    }

    private static List<byte[]> keys(LiveSource source, long[] times, ColumnBatch batch, int[] rows) {
        RowCodec codec = new RowCodec(batch.schema());
        return IntStream.of(rows)
                .mapToObj(row -> SeenKey.of(source.id(), times[row], codec.encode(batch, row)))
                .toList();
    }
}
