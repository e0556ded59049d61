package dev.asof.registry.compute.aggregate.moment;

import dev.asof.registry.compute.exact.ExactProduct;
import dev.asof.registry.compute.schema.BytesColumn;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.DoubleColumn;
import dev.asof.registry.compute.schema.LongColumn;

/** Numbers of columns as exact factors. */
final class Inputs {
    private Inputs() {}

    /** Whether the number at {@code row}, which is not null, is finite. */
    static boolean isFinite(Column numbers, int row) {
        return switch (numbers) {
            case LongColumn longs -> true;
            case DoubleColumn doubles -> Double.isFinite(doubles.values()[row]);
            case BytesColumn text -> throw noNumber(text);
        };
    }

    /** Multiplies by the number at {@code row}, which is finite. */
    static void multiply(ExactProduct product, Column numbers, int row) {
        switch (numbers) {
            case LongColumn longs -> product.times(longs.values()[row]);
            case DoubleColumn doubles -> product.times(doubles.values()[row]);
            case BytesColumn text -> throw noNumber(text);
        }
    }

    private static IllegalArgumentException noNumber(BytesColumn text) {
        return new IllegalArgumentException(
                "A moment of " + text.type().displayName() + " is none: only of numbers there is one");
    }
}
