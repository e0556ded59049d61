package dev.asof.registry.compute.expression;

import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.error.NearestName;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Names of types in texts: ours, and those of other systems, which messages translate. */
final class TypeNames {
    private static final Map<String, String> ELSEWHERE = Map.ofEntries(
            Map.entry("boolean", "bool"),
            Map.entry("tinyint", "int32"),
            Map.entry("smallint", "int32"),
            Map.entry("int", "int64"),
            Map.entry("integer", "int64"),
            Map.entry("bigint", "int64"),
            Map.entry("long", "int64"),
            Map.entry("real", "float32"),
            Map.entry("float", "float64"),
            Map.entry("double", "float64"),
            Map.entry("numeric", "decimal(p,s)"),
            Map.entry("decimal", "decimal(p,s)"),
            Map.entry("varchar", "string"),
            Map.entry("char", "string"),
            Map.entry("text", "string"),
            Map.entry("blob", "bytes"),
            Map.entry("binary", "bytes"),
            Map.entry("bytea", "bytes"),
            Map.entry("utf8", "string"),
            Map.entry("datetime", "timestamp"),
            Map.entry("timestamptz", "timestamp"));

    private TypeNames() {}

    private static List<String> all() {
        return DataType.forms();
    }

    static String listed() {
        return String.join(", ", all());
    }

    static String unknown(String name) {
        String lowered = name.toLowerCase(Locale.ROOT);
        String known = ELSEWHERE.get(lowered);
        if (known != null) {
            return "unknown type '" + name + "'. Did you mean '" + known + "'?";
        }
        String hint = NearestName.hint(all(), lowered);
        return "unknown type '" + name + "'." + (hint.isEmpty() ? " Types are " + listed() : hint);
    }
}
