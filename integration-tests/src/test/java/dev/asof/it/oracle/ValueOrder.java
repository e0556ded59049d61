package dev.asof.it.oracle;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The order of values of one type: null first, false before true, numbers and times by value, floats with -0.0 before 0.0
 * and NaN above everything, text by unsigned UTF-8 bytes, bytes as unsigned, lists element by element, maps entry by entry
 * in the order of their keys.
 */
final class ValueOrder {
    static final Comparator<@Nullable Object> VALUES = Comparator.nullsFirst(ValueOrder::compare);

    /** Tuples, value by value; one that another begins with is less. */
    static final Comparator<List<@Nullable Object>> TUPLES = ValueOrder::compareTuples;

    private ValueOrder() {}

    private static int compare(Object value, Object other) {
        return switch (value) {
            case Boolean bool -> Boolean.compare(bool, (Boolean) other);
            case Long integer -> Long.compare(integer, (Long) other);
            case Double number -> Double.compare(number, (Double) other);
            case BigDecimal decimal -> decimal.compareTo((BigDecimal) other);
            case String text -> Arrays.compareUnsigned(utf8(text), utf8((String) other));
            case Type.Binary(String hex) -> hex.compareTo(((Type.Binary) other).hex());
            case List<?> list -> compareTuples(tuple(list), tuple((List<?>) other));
            case Map<?, ?> map -> compareTuples(entries(map), entries((Map<?, ?>) other));
            default -> throw new IllegalArgumentException("No value of any type: " + value);
        };
    }

    private static int compareTuples(List<@Nullable Object> tuple, List<@Nullable Object> other) {
        for (int i = 0; i < Math.min(tuple.size(), other.size()); i++) {
            int comparison = VALUES.compare(tuple.get(i), other.get(i));
            if (comparison != 0) {
                return comparison;
            }
        }
        return Integer.compare(tuple.size(), other.size());
    }

    private static List<@Nullable Object> tuple(List<?> list) {
        return new ArrayList<>(list);
    }

    /** Key, value, key, value and so on, in the order of the keys. */
    static List<@Nullable Object> entries(Map<?, ?> map) {
        List<@Nullable Object> entries = new ArrayList<>();
        map.keySet().stream().map(Object.class::cast).sorted(VALUES).forEach(key -> {
            entries.add(key);
            entries.add(map.get(key));
        });
        return entries;
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
