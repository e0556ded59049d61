package dev.asof.registry.compute.aggregate.moment;

import dev.asof.registry.compute.exact.Dyadic;
import dev.asof.registry.compute.exact.ExactProduct;
import dev.asof.registry.compute.nested.Decimals;
import dev.asof.registry.compute.schema.BytesColumn;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.DoubleColumn;
import dev.asof.registry.compute.schema.LongColumn;

/** Numbers of columns as exact factors: of decimals the unscaled values, which are integers. */
final class Inputs {
    private Inputs() {}

    /** Whether the number at {@code row}, which is not null, is finite. */
    static boolean isFinite(Column numbers, int row) {
        return switch (numbers) {
            case LongColumn longs -> true;
            case DoubleColumn doubles -> Double.isFinite(doubles.values()[row]);
            case BytesColumn wideDecimals -> true;
        };
    }

    /** Multiplies by the number at {@code row}, which is finite. */
    static void multiply(ExactProduct product, Column numbers, int row) {
        switch (numbers) {
            case LongColumn longs -> product.times(longs.values()[row]);
            case DoubleColumn doubles -> product.times(doubles.values()[row]);
            case BytesColumn wideDecimals -> {
                int at = wideDecimals.offsets()[row];
                product.times(Decimals.wideHigh(wideDecimals.data(), at), Decimals.wideLow(wideDecimals.data(), at));
            }
        }
    }

    /** By what to divide a product of factors that have so many digits after the point together. */
    static Dyadic unit(int scale) {
        return Dyadic.of(Decimals.powerOfTen(scale));
    }
}
