package dev.asof.registry.compute.nested;

import dev.asof.registry.compute.schema.BytesColumn;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBuilder;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.DecimalType;
import dev.asof.registry.compute.schema.DoubleColumn;
import dev.asof.registry.compute.schema.LongColumn;
import dev.asof.registry.compute.schema.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;

/** Decimals as columns hold them, and as numbers. */
public final class Decimals {
    /** The bytes of a decimal of more than 18 digits. */
    public static final int WIDE_BYTES = 16;

    private static final BigInteger[] POWERS = powers();

    private Decimals() {}

    private static BigInteger[] powers() {
        BigInteger[] powers = new BigInteger[2 * DecimalType.MAX_PRECISION + 1];
        Arrays.setAll(powers, BigInteger.TEN::pow);
        return powers;
    }

    /** 10 to the {@code exponent}, which is 0 to 76. */
    public static BigInteger powerOfTen(int exponent) {
        return POWERS[exponent];
    }

    /** How many digits of a number of the type stand after the point: none of an integer. */
    public static int scale(DataType type) {
        return type instanceof DecimalType decimal ? decimal.scale() : 0;
    }

    /** Whether an unscaled value has at most the digits of a type. */
    public static boolean fits(BigInteger unscaled, DecimalType type) {
        return unscaled.abs().compareTo(POWERS[type.precision()]) < 0;
    }

    /** Whether an unscaled value has at most the digits of a type. */
    public static boolean fits(long unscaled, DecimalType type) {
        if (type.precision() > DecimalType.MAX_LONG_PRECISION) {
            return true;
        }
        long end = POWERS[type.precision()].longValue();
        return -end < unscaled && unscaled < end;
    }

    /** The unscaled value of a decimal column at a row where it is not null. */
    public static BigInteger unscaled(Column column, int row) {
        return switch (column) {
            case LongColumn longs -> BigInteger.valueOf(longs.values()[row]);
            case BytesColumn bytes -> ofWide(bytes.data(), bytes.offsets()[row]);
            case DoubleColumn doubles -> throw new IllegalArgumentException("Not a decimal: " + doubles.type());
        };
    }

    /** The value of a decimal column at a row where it is not null. */
    public static BigDecimal value(Column column, int row) {
        return new BigDecimal(unscaled(column, row), ((DecimalType) column.type()).scale());
    }

    /** The float64 nearest to the number of a column, of whatever type, at a row where it is not null. */
    public static double nearestDouble(Column numbers, int row) {
        return switch (numbers) {
            case LongColumn longs ->
                longs.type() instanceof DecimalType decimal
                        ? BigDecimal.valueOf(longs.values()[row], decimal.scale())
                                .doubleValue()
                        : (double) longs.values()[row];
            case DoubleColumn doubles -> doubles.values()[row];
            case BytesColumn wideDecimals -> value(wideDecimals, row).doubleValue();
        };
    }

    /**
     * What stands for an unscaled value in a column of the type: itself, or the nearest that there is room for. What doesn't {@link #fits}
     * the type doesn't afterwards.
     */
    public static BigInteger held(BigInteger unscaled, DecimalType type) {
        int bits = type.lane() == DataType.Lane.LONG ? Long.SIZE : WIDE_BYTES * Byte.SIZE;
        if (unscaled.bitLength() < bits) {
            return unscaled;
        }
        BigInteger end = BigInteger.ONE.shiftLeft(bits - 1);
        return unscaled.signum() < 0 ? end.negate() : end.subtract(BigInteger.ONE);
    }

    /** Appends an unscaled value, which {@link #fits} or is {@link #held}, to a builder of a decimal type. */
    public static void append(BigInteger unscaled, ColumnBuilder target) {
        if (target.type().lane() == DataType.Lane.LONG) {
            target.appendLong(unscaled.longValueExact());
        } else {
            target.appendBytes(wide(unscaled));
        }
    }

    /** A decimal whose unscaled value is given and {@link #fits}. */
    public static Value of(BigInteger unscaled, DecimalType type) {
        ColumnBuilder builder = new ColumnBuilder(type);
        append(unscaled, builder);
        return Value.of(builder.build(), 0);
    }

    /** An unscaled value as the bytes of a wide decimal. */
    public static byte[] wide(BigInteger unscaled) {
        byte[] bytes = new byte[WIDE_BYTES];
        byte[] shortest = unscaled.toByteArray();
        Arrays.fill(bytes, (byte) (unscaled.signum() >> 1));
        System.arraycopy(shortest, 0, bytes, WIDE_BYTES - shortest.length, shortest.length);
        bytes[0] ^= Byte.MIN_VALUE;
        return bytes;
    }

    /** The unscaled value of a wide decimal that starts at {@code at}. */
    public static BigInteger ofWide(byte[] data, int at) {
        long high = wideHigh(data, at);
        long low = wideLow(data, at);
        if (high == low >> 63) {
            return BigInteger.valueOf(low);
        }
        byte[] bytes = Arrays.copyOfRange(data, at, at + WIDE_BYTES);
        bytes[0] ^= Byte.MIN_VALUE;
        return new BigInteger(bytes);
    }

    /** The upper 64 bits of the unscaled value of a wide decimal, signed. */
    public static long wideHigh(byte[] data, int at) {
        return BigEndian.getLong(data, at) ^ Long.MIN_VALUE;
    }

    /** The lower 64 bits of the unscaled value of a wide decimal. */
    public static long wideLow(byte[] data, int at) {
        return BigEndian.getLong(data, at + Long.BYTES);
    }

    /** Writes a wide decimal by the halves of its unscaled value. */
    public static void putWide(byte[] target, int at, long high, long low) {
        BigEndian.putLong(target, at, high ^ Long.MIN_VALUE);
        BigEndian.putLong(target, at + Long.BYTES, low);
    }
}
