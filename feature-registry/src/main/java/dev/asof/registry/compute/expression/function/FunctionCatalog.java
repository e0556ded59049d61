package dev.asof.registry.compute.expression.function;

import dev.asof.registry.error.NearestName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** All functions of row expressions. A function's meaning never changes; a better one gets a new name. */
public final class FunctionCatalog {
    private static final Map<String, ScalarFunction> BY_NAME = byName();

    private FunctionCatalog() {}

    private static Map<String, ScalarFunction> byName() {
        Map<String, ScalarFunction> result = new TreeMap<>();
        Stream.of(
                        NumberFunctions.all(),
                        ElementaryFunctions.all(),
                        TextFunctions.all(),
                        TextShapeFunctions.all(),
                        RegexFunctions.all(),
                        HashFunctions.all(),
                        JsonFunctions.all(),
                        BucketFunctions.all(),
                        ListFunctions.all(),
                        MapFunctions.all(),
                        VectorFunctions.all(),
                        TimeFunctions.all(),
                        TimeUnitFunctions.all(),
                        LocalTimeFunctions.all(),
                        FormatFunctions.all(),
                        EpochFunctions.all(),
                        OrderFunctions.all())
                .flatMap(List::stream)
                .forEach(function -> {
                    if (result.put(function.name(), function) != null) {
                        throw new IllegalStateException("Function " + function.name() + " stands twice");
                    }
                });
        return result;
    }

    /** In the order of the alphabet. */
    public static List<ScalarFunction> all() {
        return List.copyOf(BY_NAME.values());
    }

    /** @param name in lower case */
    public static Optional<ScalarFunction> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /** What to say of a name that no function has, with what its writer may have meant. */
    public static String unknown(String name) {
        String lowered = name.toLowerCase(Locale.ROOT);
        String elsewhere = NamesElsewhere.hint(lowered);
        if (!elsewhere.isEmpty()) {
            return "unknown function '" + name + "'. " + elsewhere;
        }
        List<String> candidates = new ArrayList<>(BY_NAME.keySet());
        candidates.addAll(List.of("coalesce", "nullif"));
        String hint = NearestName.hint(candidates, lowered);
        return "unknown function '" + name + "'." + (hint.isEmpty() ? " Functions stand in docs/expressions.md" : hint);
    }
}
