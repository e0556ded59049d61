package dev.asof.registry.compute.expression.kernel;

import dev.asof.registry.compute.nested.Decimals;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.DecimalType;
import dev.asof.registry.compute.schema.DoubleColumn;
import dev.asof.registry.compute.schema.LongColumn;
import dev.asof.registry.compute.schema.ScalarType;
import java.util.List;

/**
 * The conversions that happen unasked: int32 to int64, either integer to float64, float32 to float64; an integer or a decimal
 * to a decimal that has all its digits.
 */
public final class Widening {
    private Widening() {}

    /** Whether a value of {@code from} stands unasked where {@code to} is needed. */
    public static boolean allows(DataType from, DataType to) {
        return (to == ScalarType.INT64 && from == ScalarType.INT32)
                || (to == ScalarType.FLOAT64 && (from.isInteger() || from == ScalarType.FLOAT32))
                || (to instanceof DecimalType decimal && isWithin(decimal, from));
    }

    /** Whether a decimal type has room for another; for integers that depends on where they come from. */
    private static boolean isWithin(DecimalType to, DataType from) {
        return from.isInteger()
                || (from instanceof DecimalType decimal
                        && decimal.scale() <= to.scale()
                        && decimal.precision() - decimal.scale() <= to.precision() - to.scale());
    }

    /** int64 beyond 2^53 rounds to the nearest float64, ties to even. */
    public static Evaluation evaluate(DataType to, Evaluation operand) {
        if (to instanceof DecimalType decimal
                && decimal.lane() == DataType.Lane.LONG
                && operand.column() instanceof LongColumn longs) {
            return new Evaluation(rescaled(longs, decimal), operand.errors());
        }
        if (to instanceof DecimalType) {
            DataType from = operand.column().type();
            return RowKernel.evaluate(
                    to, DecimalConversions.between(from, to).orElseThrow(), List.of(operand), operand.size());
        }
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

    /** Every value has room in the type; what stands in place of nulls need not. */
    private static LongColumn rescaled(LongColumn column, DecimalType to) {
        long unit =
                Decimals.powerOfTen(to.scale() - Decimals.scale(column.type())).longValue();
        long[] values = column.values();
        long[] result = Scratch.longs(values.length);
        for (int row = 0; row < result.length; row++) {
            result[row] = values[row] * unit;
        }
        return new LongColumn(to, result, column.nulls());
    }

    private static double[] toDoubles(long[] values) {
        double[] result = Scratch.doubles(values.length);
        for (int row = 0; row < result.length; row++) {
            result[row] = values[row];
        }
        return result;
    }
}
