package dev.asof.registry.definition;

import java.util.List;

/** Names one after the other, as messages list them. */
final class Enumeration {
    private static final int MAX_SHOWN = 12;

    private Enumeration() {}

    static String of(List<String> names) {
        List<String> shown = names.subList(0, Math.min(names.size(), MAX_SHOWN));
        return String.join(", ", shown) + (names.size() > MAX_SHOWN ? ", ..." : "");
    }
}
