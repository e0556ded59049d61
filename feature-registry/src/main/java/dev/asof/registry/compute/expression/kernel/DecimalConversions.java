package dev.asof.registry.compute.expression.kernel;

import dev.asof.registry.compute.nested.Decimals;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.DecimalType;
import dev.asof.registry.compute.schema.ScalarType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What CAST does with decimals: digits that are lost are rounded half to even; what does not fit fails. */
final class DecimalConversions {
    private DecimalConversions() {}

    static Optional<RowFunction> between(DataType from, DataType to) {
        if (to instanceof DecimalType target) {
            return Optional.ofNullable(toDecimal(from, target));
        }
        return from instanceof DecimalType decimal && to instanceof ScalarType target
                ? Optional.ofNullable(ofDecimal(decimal, target))
                : Optional.empty();
    }

    private static @Nullable RowFunction toDecimal(DataType from, DecimalType to) {
        if (from instanceof DecimalType decimal) {
            return row -> set(row, new BigDecimal(unscaled(row, 0, decimal), decimal.scale()), to);
        }
        if (from.isInteger()) {
            return row -> set(row, BigDecimal.valueOf(row.longAt(0)), to);
        }
        if (from.isFloat()) {
            return row -> setFloat(row, row.doubleAt(0), to);
        }
        return from == ScalarType.STRING ? row -> setText(row, row.textAt(0), to) : null;
    }

    private static @Nullable RowFunction ofDecimal(DecimalType from, ScalarType to) {
        return switch (to) {
            case INT32 -> row -> setInteger(row, value(row, 0, from), Integer.SIZE);
            case INT64 -> row -> setInteger(row, value(row, 0, from), Long.SIZE);
            case FLOAT32 -> row -> row.set((double) value(row, 0, from).floatValue());
            case FLOAT64 -> row -> row.set(value(row, 0, from).doubleValue());
            case STRING -> row -> row.set(value(row, 0, from).toPlainString());
            case BOOL, DATE, TIMESTAMP, BYTES -> null;
        };
    }

    /** The value of a decimal argument. */
    static BigDecimal value(Cursor row, int argument, DecimalType type) {
        return new BigDecimal(unscaled(row, argument, type), type.scale());
    }

    /** The unscaled value of a decimal argument. */
    static BigInteger unscaled(Cursor row, int argument, DecimalType type) {
        return type.lane() == DataType.Lane.LONG
                ? BigInteger.valueOf(row.longAt(argument))
                : Decimals.ofWide(row.dataAt(argument), row.fromAt(argument));
    }

    /** Sets a decimal result; what does not fit fails. */
    static void setUnscaled(Cursor row, BigInteger unscaled, DecimalType type) {
        if (!Decimals.fits(unscaled, type)) {
            row.fail();
        } else if (type.lane() == DataType.Lane.LONG) {
            row.set(unscaled.longValueExact());
        } else {
            row.text().append(Decimals.wide(unscaled));
        }
    }

    private static void set(Cursor row, BigDecimal value, DecimalType type) {
        setUnscaled(row, value.setScale(type.scale(), RoundingMode.HALF_EVEN).unscaledValue(), type);
    }

    private static void setFloat(Cursor row, double value, DecimalType type) {
        if (Double.isFinite(value)) {
            set(row, new BigDecimal(value), type);
        } else {
            row.fail();
        }
    }

    private static void setText(Cursor row, String text, DecimalType type) {
        Optional<BigInteger> unscaled = parse(text, type);
        if (unscaled.isPresent()) {
            setUnscaled(row, unscaled.get(), type);
        } else {
            row.fail();
        }
    }

    /** The unscaled value of a text that has no digit beyond the scale but zeros; empty if it is no number or too long. */
    private static Optional<BigInteger> parse(String text, DecimalType type) {
        return Numbers.parseDecimal(text)
                .filter(value -> value.signum() == 0 || hasRoom(type, value))
                .map(value ->
                        value.setScale(type.scale(), RoundingMode.UNNECESSARY).unscaledValue());
    }

    private static boolean hasRoom(DecimalType type, BigDecimal value) {
        return value.scale() <= type.scale()
                && (long) value.precision() - value.scale() <= type.precision() - type.scale();
    }

    private static void setInteger(Cursor row, BigDecimal value, int bits) {
        BigInteger truncated = value.toBigInteger();
        if (truncated.bitLength() < bits) {
            row.set(truncated.longValue());
        } else {
            row.fail();
        }
    }
}
