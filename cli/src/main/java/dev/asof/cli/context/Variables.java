package dev.asof.cli.context;

import dev.asof.registry.diagnostic.Quoted;
import dev.asof.registry.error.NearestName;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The variables of the environment that belong to Asof. */
public final class Variables {
    private static final String PREFIX = "ASOF_";

    /** What the launcher and tests read, beside settings. */
    private static final List<String> OTHERS = List.of("JAVA_OPTS", "REAL_DATA", "MUTATION_CASES");

    private Variables() {}

    /** What is to be said of those that have the prefix and nobody reads, as misspelt settings have; those that are empty are as if not set. */
    public static List<String> warnings(Map<String, String> environment) {
        return environment.entrySet().stream()
                .filter(variable -> variable.getKey().startsWith(PREFIX)
                        && !variable.getValue().isBlank())
                .map(variable -> variable.getKey().substring(PREFIX.length()))
                .filter(name -> !known().contains(name))
                .sorted()
                .map(Variables::warning)
                .toList();
    }

    private static List<String> known() {
        return Stream.concat(Stream.of(Setting.values()).map(Setting::name), OTHERS.stream())
                .toList();
    }

    /** Names are compared without what all begin with, which makes each near to each. */
    private static String warning(String name) {
        return "There is no variable " + Quoted.of(PREFIX + name) + " that Asof reads, so it is ignored."
                + NearestName.among(known(), name)
                        .map(nearest -> " Did you mean '" + PREFIX + nearest + "'?")
                        .orElse("");
    }
}
