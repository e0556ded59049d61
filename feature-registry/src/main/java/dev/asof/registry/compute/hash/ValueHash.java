package dev.asof.registry.compute.hash;

import dev.asof.registry.compute.nested.Grouping;
import dev.asof.registry.compute.schema.BytesColumn;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.DoubleColumn;
import dev.asof.registry.compute.schema.LongColumn;

/**
 * The hash of a value as grouping sees it: {@link XxHash64} with seed 0 over its 8 bytes, little-endian, or over the UTF-8
 * of a string, the bytes of bytes, the 16 of a decimal of more than 18 digits, or those of a list or map as {@link
 * dev.asof.registry.compute.nested} writes it. Of a float they are those of its double, -0.0 as 0.0 and NaN canonical.
 */
public final class ValueHash {
    private ValueHash() {}

    /** The hash of a value that is not null. */
    public static long of(Column column, int row) {
        return switch (column) {
            case LongColumn longs -> XxHash64.ofLong(longs.values()[row]);
            case DoubleColumn doubles -> XxHash64.ofLong(Double.doubleToLongBits(doubles.values()[row] + 0.0));
            case BytesColumn bytes -> ofBytes(bytes, row);
        };
    }

    private static long ofBytes(BytesColumn column, int row) {
        if (column.type().isNested()) {
            byte[] group = Grouping.grouped(column, row);
            return XxHash64.of(group, 0, group.length);
        }
        return XxHash64.of(column.data(), column.offsets()[row], column.offsets()[row + 1]);
    }
}
