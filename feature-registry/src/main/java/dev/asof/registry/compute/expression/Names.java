package dev.asof.registry.compute.expression;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** How names of columns are written. */
final class Names {
    private static final Pattern BARE = Pattern.compile("[A-Za-z_][A-Za-z0-9_$]*");

    /** Closed: a new word here would change canonical texts and break definitions that use it as a column's name. */
    private static final Set<String> RESERVED = Set.of(
            "and",
            "as",
            "between",
            "case",
            "cast",
            "distinct",
            "else",
            "end",
            "escape",
            "false",
            "from",
            "in",
            "is",
            "like",
            "not",
            "null",
            "or",
            "then",
            "true",
            "try_cast",
            "when");

    private Names() {}

    static String quotedIfNeeded(String name) {
        boolean bare = BARE.matcher(name).matches() && !RESERVED.contains(name.toLowerCase(Locale.ROOT));
        return bare ? name : "\"" + name.replace("\"", "\"\"") + "\"";
    }
}
