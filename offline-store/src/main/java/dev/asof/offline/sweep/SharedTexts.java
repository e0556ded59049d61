package dev.asof.offline.sweep;

import dev.asof.offline.column.ColumnSlice;
import dev.asof.offline.column.NewColumn;
import dev.asof.registry.compute.entity.EncodedKeys;
import dev.asof.registry.compute.schema.BytesColumn;
import dev.asof.registry.compute.schema.DataType;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The values of one coded column in the chunks of a scan, each of them once: with them the codes of a partition are joined without
 * a look at the bytes that they stand for. Immutable and thread-safe.
 */
final class SharedTexts {
    /** How many rows there have to be for each value, at least, that a row group lists. */
    private static final int LEAST_ROWS_PER_VALUE = 8;

    private final BytesColumn values;

    /** Per column of values that codes speak of, the number of each among {@link #values}. */
    private final Map<BytesColumn, int[]> numbers;

    private SharedTexts(BytesColumn values, Map<BytesColumn, int[]> numbers) {
        this.values = values;
        this.numbers = numbers;
    }

    /**
     * Of the columns of a name; empty where they are not all coded, or have too many values.
     *
     * @param mostBytes how long the values may be that row groups list, together
     */
    static Optional<SharedTexts> of(DataType type, String name, List<EventChunk> chunks, long mostBytes) {
        Map<BytesColumn, int[]> numbers = new IdentityHashMap<>();
        EntityIndex index = new EntityIndex();
        long rows = 0;
        long listed = 0;
        long bytes = 0;
        for (EventChunk chunk : chunks) {
            rows += chunk.size();
        }
        for (EventChunk chunk : chunks) {
            BytesColumn.Dictionary coded =
                    ((BytesColumn) chunk.kept().column(name)).dictionary().orElse(null);
            if (coded == null) {
                return Optional.empty();
            }
            if (!numbers.containsKey(coded.values())) {
                listed += coded.values().size();
                bytes += coded.values().offsets()[coded.values().size()];
                if (listed > rows / LEAST_ROWS_PER_VALUE || bytes > mostBytes) {
                    return Optional.empty();
                }
                EncodedKeys keys =
                        new EncodedKeys(coded.values().data(), coded.values().offsets());
                numbers.put(coded.values(), index.addAll(keys));
            }
        }
        return rows == 0 ? Optional.empty() : Optional.of(new SharedTexts(index.keys(type), numbers));
    }

    /** The rows of all slices, end to end; empty where one isn't of the chunks that these values were taken from. */
    Optional<BytesColumn> join(List<ColumnSlice> slices) {
        List<int[]> numbersOf = new ArrayList<>();
        int size = 0;
        for (ColumnSlice slice : slices) {
            int[] known = ((BytesColumn) slice.column())
                    .dictionary()
                    .flatMap(coded -> Optional.ofNullable(numbers.get(coded.values())))
                    .orElse(null);
            if (known == null) {
                return Optional.empty();
            }
            numbersOf.add(known);
            size = Math.addExact(size, slice.size());
        }
        int[] codes = new int[size];
        int next = 0;
        for (int i = 0; i < slices.size(); i++) {
            next = renumber(slices.get(i), numbersOf.get(i), codes, next);
        }
        return Optional.of(NewColumn.ofCodes(codes, values, ColumnSlice.nulls(slices)));
    }

    private static int renumber(ColumnSlice slice, int[] numbers, int[] codes, int at) {
        int[] old = ((BytesColumn) slice.column()).dictionary().orElseThrow().codes();
        int next = at;
        for (int row = slice.from(); row < slice.to(); row++) {
            int code = old[row];
            codes[next++] = code == BytesColumn.NO_CODE ? code : numbers[code];
        }
        return next;
    }
}
