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
        all.put("a file of a million characters", view("'" + "a".repeat(1_000_000) + "'", "at most 256 KiB"));
        all.put("a text of 250,000 characters", view("'" + "a".repeat(250_000) + "'", "at most 10000 are allowed"));
        all.put(
                "a derived feature that reads itself",
                onDemand("a: basket:a + 1", "would be computed from itself: basket@1:a -> basket@1:a"));
        all.put("a circle of 60 derived features", onDemand(chain(60, "basket:f0"), "would be computed from itself"));
        all.put("a chain of 5,000 derived features", onDemand(chain(5_000, "amount"), "at most 1000 features"));
        all.put("a chain of 1,000 derived features", onDemand(chain(1_000, "amount"), "more than 64 steps away"));
        all.put(
                "derived features that double 60 times",
                onDemand(
                        IntStream.range(0, 60)
                                        .mapToObj(i -> "f" + i + ": basket:f" + (i + 1) + " + basket:f" + (i + 1))
                                        .collect(Collectors.joining("\n  "))
                                + "\n  f60: nothing",
                        "unknown column 'nothing'"));
        all.putAll(hostileLiterals());
        all.put(
                "a series of 30,000 windows",
                new Hostile(
                        TestRepository.PAYMENTS.replace("window: 7d", "windows: [" + list(30_000, i -> i + "s") + "]"),
                        "a series has at most 100 windows"));
        all.put(
                "a view of 3,000 features",
                new Hostile(
                        TestRepository.PAYMENTS.replace(
                                "  last_country:",
                                IntStream.range(0, 3_000)
                                                .mapToObj(i -> "  f" + i + ": {latest: country}\n")
                                                .collect(Collectors.joining())
                                        + "  last_country:"),
                        "at most 1000 features"));
        all.put(
                "15 series of 70 windows",
                new Hostile(
                        TestRepository.PAYMENTS.replace(
                                "  last_country:",
                                IntStream.range(0, 15)
                                                .mapToObj(i -> "  f" + i + ": {aggregate: count(*), windows: ["
                                                        + list(70, window -> (window + 1) + "s") + "]}\n")
                                                .collect(Collectors.joining())
                                        + "  last_country:"),
                        "with its series of windows more"));
        all.put(
                "a service of 15,000 features",
                new Hostile(
                        TestRepository.PAYMENTS.replace(
                                "[card_spend@1:*]", "[" + list(15_000, i -> "nothing@1:f" + i) + "]"),
                        "a list of at most 2000 entries"));
        return all;
    }

    /** Literals that are programs of their own. */
    private static Map<String, Hostile> hostileLiterals() {
        Map<String, Hostile> all = new LinkedHashMap<>();
        all.put("repeats of a pattern that multiply", pattern("((a{1000}){1000}){1000}", "more than 1000 steps"));
        all.put("a pattern of 9,000 characters", pattern("a?".repeat(4_500), "at most 1000 are allowed"));
        all.put(
                "a pattern of 400 groups in each other",
                pattern("(".repeat(400) + ")".repeat(400), "nested more than 100"));
        all.put(
                "a pattern of 300 classes that ignore case",
                pattern("(?i)" + "\\\\pL".repeat(300), "nothing but ASCII"));
        all.put("a class that never closes", pattern("[" + "a-z".repeat(300), "this is no pattern"));
        all.put(
                "a JSON path of 9,000 characters",
                view("json_int(country, '$" + ".a".repeat(4_500) + "') > 0", "at most 500 are allowed"));
        all.put(
                "a JSON path of 100 steps",
                view("json_int(country, '$" + "[0]".repeat(100) + "') > 0", "at most 32 are allowed"));
        all.put(
                "1,900 edges of buckets",
                view("bucketize(amount, [" + list(1_900, i -> Integer.toString(i)) + "]) > 0", "at most 1000 numbers"));
        all.put(
                "a format of 9,000 characters",
                view("strftime(paid_at, '" + "%Y".repeat(4_500) + "') = ''", "at most 100 are allowed"));
        all.put(
                "lists in lists in lists",
                view("[".repeat(4_000) + "1" + "]".repeat(4_000) + " IS NULL", "nested more than 100 deep"));
        return all;
    }

    private static Hostile pattern(String pattern, String message) {
        return view("regexp_like(country, '" + pattern + "')", message);
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
