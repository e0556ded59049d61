package dev.asof.registry.compute.expression;

import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.error.NearestName;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Names of types in texts: ours, and those of other systems, which messages translate. */
final class TypeNames {
    private static final Map<String, ScalarType> ELSEWHERE = Map.ofEntries(
            Map.entry("boolean", ScalarType.BOOL),
            Map.entry("tinyint", ScalarType.INT32),
            Map.entry("smallint", ScalarType.INT32),
            Map.entry("int", ScalarType.INT64),
            Map.entry("integer", ScalarType.INT64),
            Map.entry("bigint", ScalarType.INT64),
            Map.entry("long", ScalarType.INT64),
            Map.entry("real", ScalarType.FLOAT32),
            Map.entry("float", ScalarType.FLOAT64),
            Map.entry("double", ScalarType.FLOAT64),
            Map.entry("numeric", ScalarType.FLOAT64),
            Map.entry("decimal", ScalarType.FLOAT64),
            Map.entry("varchar", ScalarType.STRING),
            Map.entry("char", ScalarType.STRING),
            Map.entry("text", ScalarType.STRING),
            Map.entry("utf8", ScalarType.STRING),
            Map.entry("datetime", ScalarType.TIMESTAMP),
            Map.entry("timestamptz", ScalarType.TIMESTAMP));

    private TypeNames() {}

    private static List<String> all() {
        return Arrays.stream(ScalarType.values()).map(ScalarType::displayName).toList();
    }

    static String listed() {
        return String.join(", ", all());
    }

    static String unknown(String name) {
        String lowered = name.toLowerCase(Locale.ROOT);
        ScalarType known = ELSEWHERE.get(lowered);
        if (known != null) {
            return "unknown type '" + name + "'. Did you mean '" + known.displayName() + "'?";
        }
        String hint = NearestName.hint(all(), lowered);
        return "unknown type '" + name + "'." + (hint.isEmpty() ? " Types are " + listed() : hint);
    }
}
