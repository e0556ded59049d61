package dev.asof.it.oracle;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Casts, null where a value has no counterpart. */
final class Casts {
    private static final long MICROS_PER_DAY = 86_400_000_000L;
    private static final int LONGEST_BYTES = 1 << 20;
    private static final Pattern DECIMAL = Pattern.compile("[+-]?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]{1,4})?");
    private static final Pattern HEX = Pattern.compile("([0-9a-fA-F]{2})*");

    private Casts() {}

    static @Nullable Object cast(Type from, Type to, @Nullable Object value) {
        if (value == null || from.equals(to)) {
            return value;
        }
        Object cast = made(from, to, value);
        return cast == null || Encoding.hashed(to, cast).length > LONGEST_BYTES ? null : cast;
    }

    private static @Nullable Object made(Type from, Type to, Object value) {
        return switch (to.kind()) {
            case INT32, INT64 -> toInteger(to, value);
            case FLOAT32 ->
                value instanceof BigDecimal decimal
                        ? (double) Float.parseFloat(decimal.toString())
                        : (double) ((Number) number(value)).floatValue();
            case FLOAT64 ->
                value instanceof BigDecimal decimal
                        ? Double.parseDouble(decimal.toString())
                        : ((Number) number(value)).doubleValue();
            case DECIMAL -> toDecimal(to, value);
            case DATE -> Math.floorDiv((Long) value, MICROS_PER_DAY);
            case TIMESTAMP -> Numbers.integer('*', (Long) value, MICROS_PER_DAY);
            case STRING -> ValueText.of(from, value);
            case BYTES -> toBytes((String) value);
            case LIST -> toList(from.element(), to, (List<?>) value);
            case MAP -> toMap(from.element(), to.element(), (Map<?, ?>) value);
            case BOOL -> throw new IllegalArgumentException("No cast from " + from + " to " + to);
        };
    }

    /** Truncates toward zero. */
    private static @Nullable Long toInteger(Type to, Object value) {
        BigDecimal number = exact(number(value));
        if (number == null) {
            return null;
        }
        BigInteger integer = number.toBigInteger();
        return integer.bitLength() < (to.kind() == Type.Kind.INT32 ? Integer.SIZE : Long.SIZE)
                ? Long.valueOf(integer.longValueExact())
                : null;
    }

    private static @Nullable BigDecimal toDecimal(Type to, Object value) {
        if (value instanceof String text) {
            return DECIMAL.matcher(text).matches() ? Numbers.unrounded(new BigDecimal(text), to) : null;
        }
        BigDecimal number = exact(value);
        return number == null ? null : Numbers.unrounded(number.setScale(to.scale(), RoundingMode.HALF_EVEN), to);
    }

    /** The number that a value is, null for NaN and infinities. */
    private static @Nullable BigDecimal exact(Object value) {
        return switch (value) {
            case Long integer -> BigDecimal.valueOf(integer);
            case Double number -> Double.isFinite(number) ? new BigDecimal(number) : null;
            default -> (BigDecimal) value;
        };
    }

    private static Type.@Nullable Binary toBytes(String text) {
        return HEX.matcher(text).matches() ? new Type.Binary(text.toLowerCase(java.util.Locale.ROOT)) : null;
    }

    private static @Nullable List<@Nullable Object> toList(Type from, Type to, List<?> list) {
        List<@Nullable Object> elements = new ArrayList<>();
        for (Object element : list) {
            Object cast = cast(from, to.element(), element);
            if (cast == null && element != null) {
                return null;
            }
            elements.add(cast);
        }
        return to.length() == 0 || to.length() == elements.size() ? elements : null;
    }

    private static @Nullable Map<String, @Nullable Object> toMap(Type from, Type to, Map<?, ?> map) {
        Map<String, @Nullable Object> values = new TreeMap<>();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            Object cast = cast(from, to, entry.getValue());
            if (cast == null && entry.getValue() != null) {
                return null;
            }
            values.put((String) entry.getKey(), cast);
        }
        return values;
    }

    private static Object number(Object value) {
        return value instanceof Boolean bool ? Long.valueOf(bool ? 1 : 0) : value;
    }
}
