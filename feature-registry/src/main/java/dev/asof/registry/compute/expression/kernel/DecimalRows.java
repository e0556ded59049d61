package dev.asof.registry.compute.expression.kernel;

import dev.asof.registry.compute.schema.DecimalType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.function.UnaryOperator;

/** Functions of one row that read decimals. */
public final class DecimalRows {
    private DecimalRows() {}

    /** Computes a number on a number. */
    @FunctionalInterface
    public interface WithPlaces {
        BigDecimal of(BigDecimal value, long places);
    }

    /**
     * A decimal of a decimal; what has more digits before the point than the type fails.
     *
     * @param body gives numbers that have no more digits after the point than {@code to}
     */
    public static RowFunction of(DecimalType from, DecimalType to, UnaryOperator<BigDecimal> body) {
        return row -> set(row, body.apply(DecimalConversions.value(row, 0, from)), to);
    }

    /** The same of a decimal and an int64. */
    public static RowFunction withPlaces(DecimalType from, DecimalType to, WithPlaces body) {
        return row -> set(row, body.of(DecimalConversions.value(row, 0, from), row.longAt(1)), to);
    }

    /** -1, 0 or 1, an int64. */
    public static RowFunction sign(DecimalType from) {
        return row -> row.set((long) DecimalConversions.value(row, 0, from).signum());
    }

    private static void set(Cursor row, BigDecimal value, DecimalType type) {
        DecimalConversions.setUnscaled(
                row, value.setScale(type.scale(), RoundingMode.UNNECESSARY).unscaledValue(), type);
    }
}
