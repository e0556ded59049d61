package dev.asof.registry.compute.expression.kernel;

import dev.asof.registry.compute.schema.BytesColumn;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.DoubleColumn;
import dev.asof.registry.compute.schema.LongColumn;
import dev.asof.registry.compute.schema.Value;
import java.util.Arrays;

/** Columns that hold one value in every row. */
public final class Constants {
    private Constants() {}

    public static Column repeat(Value value, int size) {
        return switch (value) {
            case Value.LongValue(DataType type, long constant) -> {
                long[] values = Scratch.longs(size);
                Arrays.fill(values, constant);
                yield new LongColumn(type, values);
            }
            case Value.DoubleValue(DataType type, double constant) -> {
                double[] values = Scratch.doubles(size);
                Arrays.fill(values, constant);
                yield new DoubleColumn(type, values);
            }
            case Value.BytesValue(DataType type, byte[] constant) -> {
                TextOutput output = new TextOutput(size);
                for (int row = 0; row < size; row++) {
                    output.append(constant);
                    output.endRow();
                }
                yield output.column(type, null);
            }
        };
    }

    public static Column nulls(DataType type, int size) {
        boolean[] nulls = Scratch.marks(size);
        Arrays.fill(nulls, true);
        return switch (type.lane()) {
            case LONG -> new LongColumn(type, Scratch.longs(size), nulls);
            case DOUBLE -> new DoubleColumn(type, Scratch.doubles(size), nulls);
            case BYTES -> new BytesColumn(type, new byte[0], new int[size + 1], nulls);
        };
    }
}
