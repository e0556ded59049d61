package dev.asof.offline.column;

import dev.asof.registry.compute.schema.BytesColumn;
import dev.asof.registry.compute.schema.BytesTooLong;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.DoubleColumn;
import dev.asof.registry.compute.schema.LongColumn;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Neighbouring rows of a column, {@code [from, to)}, to be joined with others. */
public record ColumnSlice(Column column, int from, int to) {
    /** Of codes that stand for nearly as many values as there are rows, how long all of it may be where it is copied. */
    private static final long MOST_COPIED_BYTES = 1L << 26;

    /** The number of rows. */
    public int size() {
        return to - from;
    }

    /**
     * One column of all slices, end to end.
     *
     * @param type the type of each slice
     * @throws BytesTooLong if the bytes exceed what one column can hold
     */
    public static Column join(DataType type, List<ColumnSlice> slices) {
        return switch (type.lane()) {
            case LONG -> NewColumn.ofLongs(type, longs(slices), nulls(slices));
            case DOUBLE -> NewColumn.ofDoubles(type, doubles(slices), nulls(slices));
            case BYTES -> bytes(type, slices);
        };
    }

    /**
     * One column of some rows, each where it belongs.
     *
     * @param type the type of each slice, of the long or the double lane
     * @param rows which of the rows of all slices, end to end; ascending
     * @param places per one of them its place among them
     */
    public static Column place(DataType type, List<ColumnSlice> slices, int[] rows, int[] places) {
        boolean[] nulls = placedNulls(slices, rows, places);
        return switch (type.lane()) {
            case LONG -> NewColumn.ofLongs(type, placeLongs(slices, rows, places), nulls);
            case DOUBLE -> NewColumn.ofDoubles(type, placeDoubles(slices, rows, places), nulls);
            case BYTES -> throw new IllegalArgumentException("Not of fixed width: " + type);
        };
    }

    private static long[] placeLongs(List<ColumnSlice> slices, int[] rows, int[] places) {
        long[] placed = new long[places.length];
        int next = 0;
        int end = 0;
        for (ColumnSlice slice : slices) {
            long[] values = ((LongColumn) slice.column).values();
            int shift = slice.from - end;
            end += slice.size();
            for (; next < rows.length && rows[next] < end; next++) {
                placed[places[next]] = values[rows[next] + shift];
            }
        }
        return placed;
    }

    private static double[] placeDoubles(List<ColumnSlice> slices, int[] rows, int[] places) {
        double[] placed = new double[places.length];
        int next = 0;
        int end = 0;
        for (ColumnSlice slice : slices) {
            double[] values = ((DoubleColumn) slice.column).values();
            int shift = slice.from - end;
            end += slice.size();
            for (; next < rows.length && rows[next] < end; next++) {
                placed[places[next]] = values[rows[next] + shift];
            }
        }
        return placed;
    }

    /** Per place whether the row there is null; null where none is. */
    public static boolean @Nullable [] placedNulls(List<ColumnSlice> slices, int[] rows, int[] places) {
        boolean[] nulls = nulls(slices);
        if (nulls == null) {
            return null;
        }
        boolean[] placed = new boolean[places.length];
        for (int i = 0; i < rows.length; i++) {
            placed[places[i]] = nulls[rows[i]];
        }
        return placed;
    }

    private static int size(List<ColumnSlice> slices) {
        return slices.stream().mapToInt(ColumnSlice::size).reduce(0, Math::addExact);
    }

    private static long[] longs(List<ColumnSlice> slices) {
        long[] joined = new long[size(slices)];
        int next = 0;
        for (ColumnSlice slice : slices) {
            System.arraycopy(((LongColumn) slice.column).values(), slice.from, joined, next, slice.size());
            next += slice.size();
        }
        return joined;
    }

    private static double[] doubles(List<ColumnSlice> slices) {
        double[] joined = new double[size(slices)];
        int next = 0;
        for (ColumnSlice slice : slices) {
            System.arraycopy(((DoubleColumn) slice.column).values(), slice.from, joined, next, slice.size());
            next += slice.size();
        }
        return joined;
    }

    private static Column bytes(DataType type, List<ColumnSlice> slices) {
        if (areRepeated(slices)) {
            return JoinedCodes.join(type, slices, size(slices), nulls(slices));
        }
        long bytes = slices.stream().mapToLong(ColumnSlice::bytes).sum();
        return bytes > MOST_COPIED_BYTES && slices.stream().anyMatch(ColumnSlice::isCoded)
                ? JoinedCodes.join(type, slices, size(slices), nulls(slices))
                : copied(type, slices, BytesTooLong.checked(bytes));
    }

    /** Whether all rows are codes, of fewer values than there are rows. */
    private static boolean areRepeated(List<ColumnSlice> slices) {
        Set<BytesColumn> values = Collections.newSetFromMap(new IdentityHashMap<>());
        long count = 0;
        long rows = 0;
        for (ColumnSlice slice : slices) {
            BytesColumn.Dictionary coded =
                    ((BytesColumn) slice.column).dictionary().orElse(null);
            if (coded == null) {
                return false;
            }
            count += values.add(coded.values()) ? coded.values().size() : 0;
            rows += slice.size();
        }
        return count < rows;
    }

    private boolean isCoded() {
        return ((BytesColumn) column).dictionary().isPresent();
    }

    /** Of all rows, each by itself. */
    private long bytes() {
        BytesColumn bytes = (BytesColumn) column;
        if (!isCoded()) {
            return (long) bytes.offsets()[to] - bytes.offsets()[from];
        }
        long sum = 0;
        for (int row = from; row < to; row++) {
            sum += bytes.length(row);
        }
        return sum;
    }

    private static Column copied(DataType type, List<ColumnSlice> slices, int bytes) {
        int[] offsets = new int[size(slices) + 1];
        byte[] joined = new byte[bytes];
        int next = 0;
        for (ColumnSlice slice : slices) {
            slice.copyTo(joined, offsets, next);
            next += slice.size();
        }
        return NewColumn.ofBytes(type, joined, offsets, nulls(slices));
    }

    /** Adds the rows to a column that has {@code count} before. */
    private void copyTo(byte[] joined, int[] offsets, int count) {
        BytesColumn bytes = (BytesColumn) column;
        boolean isCoded = isCoded();
        int next = count;
        for (int row = from; row < to; row++) {
            if (isCoded) {
                bytes.copyTo(row, joined, offsets[next]);
            }
            offsets[next + 1] = offsets[next] + bytes.length(row);
            next++;
        }
        if (!isCoded) {
            System.arraycopy(
                    bytes.data(), bytes.offsets()[from], joined, offsets[count], offsets[next] - offsets[count]);
        }
    }

    /** Per row of all slices, end to end, whether it is null; null where none is. */
    public static boolean @Nullable [] nulls(List<ColumnSlice> slices) {
        if (slices.stream().noneMatch(slice -> slice.column.mayHaveNulls())) {
            return null;
        }
        boolean[] joined = new boolean[size(slices)];
        int next = 0;
        for (ColumnSlice slice : slices) {
            for (int row = slice.from; row < slice.to; row++) {
                joined[next++] = slice.column.isNull(row);
            }
        }
        return joined;
    }
}
