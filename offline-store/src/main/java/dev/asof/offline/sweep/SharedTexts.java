package dev.asof.offline.sweep;

import dev.asof.offline.column.ColumnSlice;
import dev.asof.offline.column.NewColumn;
import dev.asof.registry.compute.entity.EncodedKeys;
import dev.asof.registry.compute.schema.BytesColumn;
import dev.asof.registry.compute.schema.DataType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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
        long rows = chunks.stream().mapToLong(EventChunk::size).sum();
        return rows == 0
                ? Optional.empty()
                : lists(name, chunks)
                        .filter(lists -> areFew(lists, rows, mostBytes))
                        .map(lists -> numbered(type, lists));
    }

    /** The lists of values that the codes of all chunks speak of, each once; empty where a chunk has none. */
    private static Optional<List<BytesColumn>> lists(String name, List<EventChunk> chunks) {
        Set<BytesColumn> known = Collections.newSetFromMap(new IdentityHashMap<>());
        List<BytesColumn> lists = new ArrayList<>();
        for (EventChunk chunk : chunks) {
            Optional<BytesColumn.Dictionary> coded = ((BytesColumn) chunk.kept().column(name)).dictionary();
            if (coded.isEmpty()) {
                return Optional.empty();
            }
            if (known.add(coded.get().values())) {
                lists.add(coded.get().values());
            }
        }
        return Optional.of(lists);
    }

    private static boolean areFew(List<BytesColumn> lists, long rows, long mostBytes) {
        long values = lists.stream().mapToLong(BytesColumn::size).sum();
        long bytes =
                lists.stream().mapToLong(list -> list.offsets()[list.size()]).sum();
        return values <= rows / LEAST_ROWS_PER_VALUE && bytes <= mostBytes;
    }

    /** Values that are on several lists get one number; to the index they are keys like any other. */
    private static SharedTexts numbered(DataType type, List<BytesColumn> lists) {
        EntityIndex distinct = new EntityIndex();
        Map<BytesColumn, int[]> numbers = new IdentityHashMap<>();
        lists.forEach(list -> numbers.put(list, distinct.addAll(new EncodedKeys(list.data(), list.offsets()))));
        return new SharedTexts(distinct.keys(type), numbers);
    }

    /** The rows of all slices, end to end; empty where one isn't of the chunks that these values were taken from. */
    Optional<BytesColumn> join(List<ColumnSlice> slices) {
        return numbersOf(slices).map(numbersOf -> {
            int[] codes = new int[slices.stream().mapToInt(ColumnSlice::size).reduce(0, Math::addExact)];
            int next = 0;
            for (int i = 0; i < slices.size(); i++) {
                ColumnSlice slice = slices.get(i);
                int[] old = codes(slice);
                for (int row = slice.from(); row < slice.to(); row++) {
                    codes[next++] = renumbered(old[row], numbersOf.get(i));
                }
            }
            return NewColumn.ofCodes(codes, values, ColumnSlice.nulls(slices));
        });
    }

    /**
     * Some of these rows, each where it belongs; empty as with {@link #join}.
     *
     * @param rows as in {@link ColumnSlice#place}, and so are the places
     */
    Optional<BytesColumn> place(List<ColumnSlice> slices, int[] rows, int[] places) {
        return numbersOf(slices).map(numbersOf -> {
            int[] codes = new int[rows.length];
            int next = 0;
            int end = 0;
            for (int i = 0; i < slices.size(); i++) {
                ColumnSlice slice = slices.get(i);
                int[] old = codes(slice);
                int shift = slice.from() - end;
                end += slice.size();
                for (; next < rows.length && rows[next] < end; next++) {
                    codes[places[next]] = renumbered(old[rows[next] + shift], numbersOf.get(i));
                }
            }
            return NewColumn.ofCodes(codes, values, ColumnSlice.placedNulls(slices, rows, places));
        });
    }

    /** Per slice the numbers of the values that its codes speak of; empty where they aren't known. */
    private Optional<List<int[]>> numbersOf(List<ColumnSlice> slices) {
        List<int[]> numbersOf = new ArrayList<>();
        for (ColumnSlice slice : slices) {
            int[] known = ((BytesColumn) slice.column())
                    .dictionary()
                    .flatMap(coded -> Optional.ofNullable(numbers.get(coded.values())))
                    .orElse(null);
            if (known == null) {
                return Optional.empty();
            }
            numbersOf.add(known);
        }
        return Optional.of(numbersOf);
    }

    private static int[] codes(ColumnSlice slice) {
        return ((BytesColumn) slice.column()).dictionary().orElseThrow().codes();
    }

    private static int renumbered(int code, int[] numbers) {
        return code == BytesColumn.NO_CODE ? code : numbers[code];
    }
}
