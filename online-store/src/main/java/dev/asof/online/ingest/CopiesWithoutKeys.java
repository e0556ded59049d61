package dev.asof.online.ingest;

import dev.asof.online.live.LiveSource;
import dev.asof.online.live.NamedCells;
import dev.asof.online.live.RowErasure;
import dev.asof.online.state.SeenKey;
import dev.asof.online.state.SeenRow;
import dev.asof.registry.compute.schema.ColumnBatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * By what sent rows that name erased entities may be known: with these keys, without some of them, or without all. For erasures take them
 * out of what is stored one after another, and a row that lost a key when nobody read it is sent again when a view does. A row that was sent without
 * such a key is none of these copies. Immutable.
 */
final class CopiesWithoutKeys {
    /** Any further columns are without the keys in all copies. */
    private static final int MOST_COLUMNS = 6;

    private final LiveSource source;
    private final int[] rows;
    private final List<Copy> copies = new ArrayList<>();

    /**
     * All rows that name one, and they alone.
     *
     * @param lost where they are without a key
     */
    private record Copy(ColumnBatch rows, NamedCells lost) {}

    private CopiesWithoutKeys(LiveSource source, int[] rows) {
        this.source = source;
        this.rows = rows;
    }

    /** @param erasure what becomes of the rows */
    static CopiesWithoutKeys of(LiveSource source, ColumnBatch sent, RowErasure.Outcome erasure) {
        int[] rows = erasure.named().rows().stream().toArray();
        CopiesWithoutKeys copies = new CopiesWithoutKeys(source, rows);
        if (rows.length > 0) {
            copies.add(sent.gather(rows), erasure.named().among(rows));
        }
        return copies;
    }

    private void add(ColumnBatch naming, NamedCells named) {
        List<String> columns = named.columns().stream().sorted().toList();
        int chosen = Math.min(columns.size(), MOST_COLUMNS);
        for (int kept = 0; kept < 1 << chosen; kept++) {
            int keptColumns = kept;
            NamedCells lost = named.without(IntStream.range(0, chosen)
                    .filter(column -> (keptColumns >> column & 1) != 0)
                    .mapToObj(columns::get)
                    .toList());
            copies.add(new Copy(source.types().check(lost.blankedIn(naming)).rows(), lost));
        }
    }

    /**
     * A row's copies but itself.
     *
     * @param encoded the row as it is stored
     */
    List<SeenRow> seen(int row, long eventTimeMicros, byte[] encoded) {
        int at = Arrays.binarySearch(rows, row);
        if (at < 0) {
            return List.of();
        }
        List<SeenRow> seen = new ArrayList<>();
        for (Copy copy : copies) {
            byte[] bytes = source.codec().encode(copy.rows(), at);
            if (!Arrays.equals(bytes, encoded)) {
                byte[] key = SeenKey.of(source.id(), eventTimeMicros, bytes);
                seen.add(new SeenRow(key, copy.lost().columns(at)));
            }
        }
        return seen;
    }
}
