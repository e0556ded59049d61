package dev.asof.registry.definition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asof.registry.catalog.Definitions;
import dev.asof.registry.catalog.FeatureView;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** However the YAML is written, the same definitions mean the same. */
class ReformattingTest {
    private static final int CASES = 300;

    @TempDir
    Path folder;

    @Test
    void theWayOfWritingChangesNoFingerprint() {
        Definitions plain = read(new Random(0), 0);
        for (int seed = 1; seed < CASES; seed++) {
            Definitions other = read(new Random(seed), seed);
            assertThat(other.entities()).as("seed %s", seed).isEqualTo(plain.entities());
            assertThat(other.sources()).as("seed %s", seed).isEqualTo(plain.sources());
            assertThat(other.services()).as("seed %s", seed).isEqualTo(plain.services());
            assertThat(other.views().values().stream().map(FeatureView::fingerprint))
                    .as("seed %s", seed)
                    .isEqualTo(plain.views().values().stream()
                            .map(FeatureView::fingerprint)
                            .toList());
        }
    }

    private Definitions read(Random random, int seed) {
        List<String> documents = new ArrayList<>();
        for (Map<String, Object> definition : definitions()) {
            documents.add(new Writer(random).document(definition));
        }
        Collections.shuffle(documents, random);
        Path repository = folder.resolve("r" + seed);
        TestRepository files = new TestRepository(repository);
        int split = random.nextInt(documents.size() + 1);
        files.with(
                "a.yaml",
                String.join("---\n", documents.subList(0, split))
                        + (split == 0 ? "entity: other\nkeys: {a: bool}\n" : ""));
        files.with(
                "b/c/d.yaml",
                "# more\n---\n" + String.join("\n---\n", documents.subList(split, documents.size()))
                        + (split == documents.size() || split == 0 ? "\n---\nentity: last\nkeys: {a: bool}\n" : ""));
        Definitions read = files.definitions();
        return new Definitions(
                Map.of("card", java.util.Objects.requireNonNull(read.entities().get("card"))),
                read.sources(),
                read.views(),
                read.onDemandViews(),
                read.services());
    }

    private static List<Map<String, Object>> definitions() {
        return List.of(
                map("entity", "card", "keys", map("card_id", "int64"), "description", "It's \"a\" card: yes # no"),
                map(
                        "source",
                        "payments",
                        "path",
                        "data/*.parquet",
                        "event_time",
                        "paid_at",
                        "unique_key",
                        List.of("paid_at", "card_id"),
                        "columns",
                        map(
                                "card_id",
                                "int64",
                                "paid_at",
                                "timestamp",
                                "amount",
                                map("type", "float64", "min", "0"),
                                "country",
                                map("type", "string", "one_of", List.of("DE", "US")))),
                map(
                        "feature_view",
                        "spend",
                        "version",
                        "1",
                        "entity",
                        "card",
                        "source",
                        "payments",
                        "where",
                        "amount > 0 AND country IN ('DE', 'US')",
                        "delay",
                        "1h",
                        "features",
                        map(
                                "spend_7d",
                                        map(
                                                "aggregate",
                                                "sum(coalesce(amount, 0) * 2)",
                                                "window",
                                                "7d",
                                                "default",
                                                "0"),
                                "visits", map("aggregate", "count(*)", "window", "unbounded", "closed", "left"),
                                "where",
                                        map(
                                                "latest",
                                                "CASE WHEN amount > 1 THEN country ELSE 'none' END",
                                                "max_age",
                                                "30d"))),
                map(
                        "feature_service",
                        "fraud",
                        "version",
                        "1",
                        "features",
                        List.of("spend@1:visits", "spend@1:spend_7d")));
    }

    private static Map<String, Object> map(Object... keysAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }

    /** Writes YAML in ways that a seed chooses. */
    private record Writer(Random random) {
        String document(Map<String, Object> definition) {
            StringBuilder text = new StringBuilder();
            for (String key : shuffled(definition)) {
                noise(text);
                text.append(key).append(":");
                value(text, key, definition.get(key), 0, random.nextInt(3) == 0);
                text.append('\n');
            }
            return text.toString();
        }

        private void value(StringBuilder text, String key, Object value, int indent, boolean flow) {
            switch (value) {
                case Map<?, ?> map
                when flow -> {
                    text.append(" {");
                    List<String> entries = new ArrayList<>();
                    for (Object name : shuffled(map)) {
                        StringBuilder entry = new StringBuilder(name + ":");
                        value(entry, (String) name, map.get(name), indent, true);
                        entries.add(entry.toString());
                    }
                    text.append(String.join(random.nextBoolean() ? ", " : ",\n      ", entries))
                            .append("}");
                }
                case Map<?, ?> map -> {
                    for (Object name : shuffled(map)) {
                        text.append('\n')
                                .append(" ".repeat(indent + 2))
                                .append(name)
                                .append(":");
                        value(text, (String) name, map.get(name), indent + 2, random.nextBoolean());
                    }
                }
                case List<?> list
                when flow || random.nextBoolean() -> {
                    text.append(" [");
                    for (int i = 0; i < list.size(); i++) {
                        text.append(i == 0 ? "" : " , ");
                        scalar(text, key, (String) list.get(i), indent, true);
                    }
                    text.append("]");
                }
                case List<?> list ->
                    list.forEach(item -> {
                        text.append('\n').append(" ".repeat(indent + 2)).append("-");
                        scalar(text, key, (String) item, indent + 2, false);
                    });
                default -> scalar(text, key, (String) value, indent, flow);
            }
        }

        private void scalar(StringBuilder text, String key, String value, int indent, boolean flow) {
            boolean expression = List.of("where", "aggregate", "latest").contains(key);
            String written = expression ? expression(value) : value;
            boolean plain = written.matches("[a-zA-Z0-9_][a-zA-Z0-9_@:*/.()]*")
                    || (!flow && expression && written.indexOf('\n') < 0);
            int style = key.equals("version") ? 0 : random.nextInt(flow ? 3 : 4);
            text.append(' ');
            switch (style) {
                case 0 -> text.append(plain ? written : single(written));
                case 1 -> text.append(single(written));
                case 2 ->
                    text.append('"')
                            .append(written.replace("\\", "\\\\").replace("\"", "\\\""))
                            .append('"');
                default ->
                    text.append(expression ? ">-" : "|-")
                            .append('\n')
                            .append(" ".repeat(indent + 4))
                            .append(written);
            }
        }

        /** The same expression with other white space, brackets and case of keywords. */
        private String expression(String expression) {
            StringBuilder text = new StringBuilder();
            for (String word : expression.split(" ")) {
                boolean keyword = word.matches("[A-Z]{2,}");
                text.append(text.isEmpty() ? "" : " ".repeat(1 + random.nextInt(2)))
                        .append(keyword && random.nextBoolean() ? word.toLowerCase(Locale.ROOT) : word);
            }
            return text.toString();
        }

        private void noise(StringBuilder text) {
            if (!text.isEmpty() && random.nextInt(4) == 0) {
                text.append(random.nextBoolean() ? "\n" : "# it's a comment: {[\n");
            }
        }

        /** The keys in any order, the one that tells the kind first. */
        private <K> List<K> shuffled(Map<K, ?> map) {
            List<K> keys = new ArrayList<>(map.keySet());
            boolean definition = keys.contains("version") || keys.contains("path") || keys.contains("keys");
            Collections.shuffle(keys.subList(definition ? 1 : 0, keys.size()), random);
            return keys;
        }

        private static String single(String text) {
            return "'" + text.replace("'", "''") + "'";
        }
    }
}
