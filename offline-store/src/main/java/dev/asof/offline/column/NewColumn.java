package dev.asof.offline.column;

import dev.asof.registry.compute.schema.BytesColumn;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.DoubleColumn;
import dev.asof.registry.compute.schema.LongColumn;
import org.jspecify.annotations.Nullable;

/**
 * Columns of arrays that may or may not come with a null mask. The arrays are shared, not copied.
 *
 * <p>NullAway does not see the annotations of a record's constructor that it reads from a class file; this is the one
 * place that says so.
 */
public final class NewColumn {
    private NewColumn() {}

    @SuppressWarnings("NullAway")
    public static LongColumn ofLongs(DataType type, long[] values, boolean @Nullable [] nulls) {
        return new LongColumn(type, values, nulls);
    }

    @SuppressWarnings("NullAway")
    public static DoubleColumn ofDoubles(DataType type, double[] values, boolean @Nullable [] nulls) {
        return new DoubleColumn(type, values, nulls);
    }

    @SuppressWarnings("NullAway")
    public static BytesColumn ofBytes(DataType type, byte[] data, int[] offsets, boolean @Nullable [] nulls) {
        return new BytesColumn(type, data, offsets, nulls);
    }

    /**
     * A column of text by codes.
     *
     * @param values what the codes stand for, none null
     */
    @SuppressWarnings("NullAway")
    public static BytesColumn ofCodes(int[] codes, BytesColumn values, boolean @Nullable [] nulls) {
        return new BytesColumn(new BytesColumn.Dictionary(codes, values), nulls);
    }
}
