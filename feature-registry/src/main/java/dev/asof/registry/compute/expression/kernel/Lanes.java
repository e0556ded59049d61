package dev.asof.registry.compute.expression.kernel;

import dev.asof.registry.compute.schema.BytesColumn;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.DoubleColumn;
import dev.asof.registry.compute.schema.LongColumn;

/** The arrays of columns whose lane the expression's type has already settled. */
final class Lanes {
    private Lanes() {}

    static long[] longs(Column column) {
        return ((LongColumn) column).values();
    }

    static long[] longs(Evaluation evaluation) {
        return longs(evaluation.column());
    }

    static double[] doubles(Column column) {
        return ((DoubleColumn) column).values();
    }

    static double[] doubles(Evaluation evaluation) {
        return doubles(evaluation.column());
    }

    static BytesColumn bytes(Column column) {
        return (BytesColumn) column;
    }

    /** NaN as the one bit pattern that every column holds. */
    static double canonical(double value) {
        return Double.isNaN(value) ? Double.NaN : value;
    }
}
