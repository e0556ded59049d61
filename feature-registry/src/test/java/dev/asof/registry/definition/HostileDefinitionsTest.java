package dev.asof.registry.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Definitions made to cost time or memory: each is refused by a limit, with a message that names it. How long that takes
 * is printed; nothing of it depends on how fast the machine is.
 */
class HostileDefinitionsTest {
    private static final int ROUNDS = 5;

    @TempDir
    Path folder;

    @Test
    void eachIsRefusedByTheLimitThatItBreaks() {
        List<String> table = new ArrayList<>();
        hostile().forEach((what, definition) -> {
            List<String> problems = List.of();
            long best = Long.MAX_VALUE;
            for (int round = 0; round < ROUNDS; round++) {
                TestRepository repository = new TestRepository(folder).with("a.yaml", definition.yaml);
                long start = System.nanoTime();
                problems = repository.problems();
                best = Math.min(best, System.nanoTime() - start);
            }
            assertThat(problems)
                    .as(what)
                    .isNotEmpty()
                    .anySatisfy(problem -> assertThat(problem).contains(definition.message));
            table.add("%-44s %,10d characters  refused in %,8.1f ms"
                    .formatted(what, definition.yaml.length(), best / 1e6));
        });
        table.forEach(System.out::println);
    }

    /** A definition, and what has to be said of it. */
    private record Hostile(String yaml, String message) {}

    private static Map<String, Hostile> hostile() {
        Map<String, Hostile> all = new LinkedHashMap<>();
        all.put(
                "200 brackets within each other",
                view("(".repeat(200) + "amount" + ")".repeat(200), "nested more than 100 deep"));
        all.put(
                "150 CASE within each other",
                view("CASE WHEN true THEN ".repeat(150) + "1" + " END".repeat(150), "nested more than 100 deep"));
        all.put(
                "an IN list of 4,500 values",
                view("amount IN (" + list(4_500, i -> "1") + ")", "more than 4000 words and signs"));
        all.put(
                "an IN list of 100,000 values",
                view("amount IN (" + list(100_000, i -> "1") + ")", "characters; at most 10000 are allowed"));
        all.put(
                "a sum of 2,000 terms",
                view(IntStream.range(0, 2_000).mapToObj(i -> "1").collect(Collectors.joining("+")), "250"));
        all.put("3,000 NOT before a value", view("NOT ".repeat(2_400) + "true", "250"));
        all.put("a text of a million characters", view("'" + "a".repeat(1_000_000) + "'", "at most 10000 are allowed"));
        all.put(
                "a derived feature that reads itself",
                onDemand("a: basket:a + 1", "would be computed from itself: basket@1:a -> basket@1:a"));
        all.put("a circle of 60 derived features", onDemand(chain(60, "basket:f0"), "would be computed from itself"));
        all.put("a chain of 5,000 derived features", onDemand(chain(5_000, "amount"), "more than 64 steps away"));
        all.put(
                "derived features that double 60 times",
                onDemand(
                        IntStream.range(0, 60)
                                        .mapToObj(i -> "f" + i + ": basket:f" + (i + 1) + " + basket:f" + (i + 1))
                                        .collect(Collectors.joining("\n  "))
                                + "\n  f60: nothing",
                        "unknown column 'nothing'"));
        return all;
    }

    private static String list(int count, java.util.function.IntFunction<String> item) {
        return IntStream.range(0, count).mapToObj(item).collect(Collectors.joining(","));
    }

    private static String chain(int length, String last) {
        return IntStream.range(0, length)
                .mapToObj(i -> "f" + i + ": " + (i + 1 < length ? "basket:f" + (i + 1) : last))
                .collect(Collectors.joining("\n  "));
    }

    private static Hostile view(String expression, String message) {
        String yaml = TestRepository.PAYMENTS.replace("where: amount > 0", "where: \"" + expression + "\"");
        return new Hostile(yaml, message);
    }

    private static Hostile onDemand(String features, String message) {
        return new Hostile(
                TestRepository.PAYMENTS
                        + "---\non_demand: basket\nversion: 1\nrequest: {amount: float64}\nfeatures:\n  " + features
                        + "\n",
                message);
    }
}
