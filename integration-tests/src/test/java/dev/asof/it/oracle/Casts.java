package dev.asof.it.oracle;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** Casts, null where a value has no counterpart. */
final class Casts {
    private static final long MICROS_PER_DAY = 86_400_000_000L;

    private Casts() {}

    static @Nullable Object cast(Type from, Type to, @Nullable Object value) {
        if (value == null || from == to) {
            return value;
        }
        return switch (to) {
            case INT32, INT64 -> toInteger(to, value);
            case FLOAT32 -> (double) ((Number) number(value)).floatValue();
            case FLOAT64 -> ((Number) number(value)).doubleValue();
            case DATE -> Math.floorDiv((Long) value, MICROS_PER_DAY);
            case TIMESTAMP -> Numbers.integer('*', (Long) value, MICROS_PER_DAY);
            case STRING -> value.toString();
            case BOOL -> throw new IllegalArgumentException("No cast from " + from + " to " + to);
        };
    }

    /** Truncates toward zero. */
    private static @Nullable Long toInteger(Type to, Object value) {
        Object number = number(value);
        if (number instanceof Double floating && !Double.isFinite(floating)) {
            return null;
        }
        BigInteger integer = number instanceof Double floating
                ? new BigDecimal(floating).toBigInteger()
                : BigInteger.valueOf((Long) number);
        return integer.bitLength() < (to == Type.INT32 ? Integer.SIZE : Long.SIZE) ? integer.longValueExact() : null;
    }

    private static Object number(Object value) {
        return value instanceof Boolean bool ? Long.valueOf(bool ? 1 : 0) : value;
    }
}
