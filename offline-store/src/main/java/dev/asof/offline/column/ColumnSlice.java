package dev.asof.offline.column;

import dev.asof.registry.compute.schema.BytesColumn;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.DoubleColumn;
import dev.asof.registry.compute.schema.LongColumn;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Neighbouring rows of a column, {@code [from, to)}, to be joined with others. */
public record ColumnSlice(Column column, int from, int to) {

    int size() {
        return to - from;
    }

    /**
     * One column of all slices, end to end.
     *
     * @param type the type of each slice
     * @throws ArithmeticException if the bytes exceed what one column can hold
     */
    public static Column join(DataType type, List<ColumnSlice> slices) {
        return switch (type.lane()) {
            case LONG -> NewColumn.ofLongs(type, longs(slices), nulls(slices));
            case DOUBLE -> NewColumn.ofDoubles(type, doubles(slices), nulls(slices));
            case BYTES -> bytes(type, slices);
        };
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
        int[] offsets = new int[size(slices) + 1];
        int next = 0;
        for (ColumnSlice slice : slices) {
            int[] starts = ((BytesColumn) slice.column).offsets();
            for (int row = slice.from; row < slice.to; row++) {
                offsets[next + 1] = Math.addExact(offsets[next], starts[row + 1] - starts[row]);
                next++;
            }
        }
        return NewColumn.ofBytes(type, bytes(slices, offsets[next]), offsets, nulls(slices));
    }

    private static byte[] bytes(List<ColumnSlice> slices, int size) {
        byte[] joined = new byte[size];
        int next = 0;
        for (ColumnSlice slice : slices) {
            BytesColumn column = (BytesColumn) slice.column;
            int start = column.offsets()[slice.from];
            int length = column.offsets()[slice.to] - start;
            System.arraycopy(column.data(), start, joined, next, length);
            next += length;
        }
        return joined;
    }

    private static boolean @Nullable [] nulls(List<ColumnSlice> slices) {
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
