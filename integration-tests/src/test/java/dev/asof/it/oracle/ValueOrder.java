package dev.asof.it.oracle;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The order of values of one type: null first, false before true, numbers and times by value, floats with -0.0 before 0.0
 * and NaN above everything, text by unsigned UTF-8 bytes.
 */
final class ValueOrder {
    static final Comparator<@Nullable Object> VALUES = Comparator.nullsFirst(ValueOrder::compare);

    /** Tuples of one length, column by column. */
    static final Comparator<List<@Nullable Object>> TUPLES = ValueOrder::compareTuples;

    private ValueOrder() {}

    private static int compare(Object value, Object other) {
        return switch (value) {
            case Boolean bool -> Boolean.compare(bool, (Boolean) other);
            case Long integer -> Long.compare(integer, (Long) other);
            case Double number -> Double.compare(number, (Double) other);
            case String text -> Arrays.compareUnsigned(utf8(text), utf8((String) other));
            default -> throw new IllegalArgumentException("No value of any type: " + value);
        };
    }

    private static int compareTuples(List<@Nullable Object> tuple, List<@Nullable Object> other) {
        for (int i = 0; i < tuple.size(); i++) {
            int comparison = VALUES.compare(tuple.get(i), other.get(i));
            if (comparison != 0) {
                return comparison;
            }
        }
        return 0;
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
