package dev.asof.it.oracle;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The functions whose values are lists. */
final class Lists {
    private Lists() {}

    /** Up to so many of the first. */
    static List<Object> first(List<Object> values, long limit) {
        return values.stream().limit(limit).toList();
    }

    /** The last of each group, up to so many, from the last on. */
    static List<Object> lastDistinct(List<Object> values, long limit) {
        return values.reversed().stream()
                .map(Groups::of)
                .distinct()
                .limit(limit)
                .toList();
    }

    /** The groups by how many values they have. */
    static List<Object> top(List<Object> values, long limit) {
        Map<Object, @Nullable Object> counts = new LinkedHashMap<>();
        for (Object group : Groups.among(values)) {
            counts.put(group, (long)
                    Collections.frequency(values.stream().map(Groups::of).toList(), group));
        }
        return greatest(counts, limit);
    }

    /** The keys with the greatest values, up to so many, the greatest first; those with equal values as they come. */
    static List<Object> greatest(Map<Object, @Nullable Object> values, long limit) {
        return values.keySet().stream()
                .sorted(Comparator.comparing(values::get, ValueOrder.VALUES.reversed()))
                .limit(limit)
                .toList();
    }

    /** How many values there are below the first edge, and from each edge up to the next. */
    static List<Object> histogram(List<Object> values, List<Object> edges) {
        List<Object> counts = new ArrayList<>(Collections.nCopies(edges.size() + 1, 0L));
        for (Object value : values) {
            int interval =
                    (int) edges.stream().filter(edge -> !isAbove(edge, value)).count();
            counts.set(interval, (Long) counts.get(interval) + 1);
        }
        return counts;
    }

    /** By value, unless one is a float: then as floats, of which NaN is above all and both zeros are one. */
    private static boolean isAbove(Object edge, Object value) {
        if (!(edge instanceof Double || value instanceof Double)) {
            return decimal(edge).compareTo(decimal(value)) > 0;
        }
        double number = ((Number) value).doubleValue();
        return !Double.isNaN(number) && ((Number) edge).doubleValue() > number;
    }

    private static BigDecimal decimal(Object exact) {
        return exact instanceof BigDecimal decimal ? decimal : BigDecimal.valueOf((Long) exact);
    }
}
