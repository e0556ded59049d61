package dev.asof.it.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What stands for all values of a group: 0.0 for both zeros, also within lists and maps. */
final class Groups {
    private Groups() {}

    static Object of(Object value) {
        return switch (value) {
            case Double number -> number == 0 ? Double.valueOf(0.0) : number;
            case List<?> list -> ofList(list);
            case Map<?, ?> map -> ofMap(map);
            default -> value;
        };
    }

    private static List<@Nullable Object> ofList(List<?> list) {
        List<@Nullable Object> group = new ArrayList<>();
        list.forEach(element -> group.add(element == null ? null : of(element)));
        return group;
    }

    private static Map<String, @Nullable Object> ofMap(Map<?, ?> map) {
        Map<String, @Nullable Object> group = new TreeMap<>();
        map.forEach((key, value) -> group.put((String) key, value == null ? null : of(value)));
        return group;
    }

    /** The groups of values, in order. */
    static List<Object> among(List<Object> values) {
        return values.stream()
                .map(Groups::of)
                .distinct()
                .sorted(ValueOrder.VALUES)
                .toList();
    }
}
