package dev.asof.registry.compute.expression.kernel;

import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.DoubleColumn;
import dev.asof.registry.compute.schema.LongColumn;
import dev.asof.registry.compute.schema.ScalarType;

/** The conversions that happen unasked: int32 to int64, either integer to float64, float32 to float64. */
public final class Widening {
    private Widening() {}

    /** Whether a value of {@code from} stands unasked where {@code to} is needed. */
    public static boolean allows(DataType from, DataType to) {
        return (to == ScalarType.INT64 && from == ScalarType.INT32)
                || (to == ScalarType.FLOAT64 && (from.isInteger() || from == ScalarType.FLOAT32));
    }

    /** int64 beyond 2^53 rounds to the nearest float64, ties to even. */
    public static Evaluation evaluate(DataType to, Evaluation operand) {
        Column widened = switch (operand.column()) {
            case LongColumn longs
            when to == ScalarType.FLOAT64 -> new DoubleColumn(to, toDoubles(longs.values()), longs.nulls());
            case LongColumn longs -> new LongColumn(to, longs.values(), longs.nulls());
            case DoubleColumn doubles -> new DoubleColumn(to, doubles.values(), doubles.nulls());
            case dev.asof.registry.compute.schema.BytesColumn bytes ->
                throw new IllegalArgumentException(
                        "Cannot widen " + bytes.type().displayName());
        };
        return new Evaluation(widened, operand.errors());
    }

    private static double[] toDoubles(long[] values) {
        double[] result = new double[values.length];
        for (int row = 0; row < result.length; row++) {
            result[row] = values[row];
        }
        return result;
    }
}
