package dev.asof.offline.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.asof.offline.dataset.DatasetRebuild.EntryDifference;
import dev.asof.offline.guard.LeakWarning.Guard;
import dev.asof.registry.catalog.RegistrySnapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * The entries in which the manifest of a training set and that of its like of now differ. Not compared is what a build may say otherwise: names
 * of files, the commit, what becomes of rows that are no events, and warnings of labels, which nobody names in a rebuild. Nor is what was found
 * of a source's rows where other views judge them, too, or what depends on the bytes of the file where these are others.
 */
final class ManifestDifferences {
    private static final int LONGEST_VALUE = 100;
    private static final List<String> OF_THE_BYTES = List.of("sha256", "bytes");
    private static final List<String> JUDGED = List.of("skipped_rows", "violating_rows", "violations");

    private final RegistrySnapshot registry;
    private final DatasetManifest then;
    private final DatasetManifest now;
    private final boolean isSameFile;
    private final Map<String, Boolean> judgedAsThen = new HashMap<>();
    private final List<EntryDifference> differences = new ArrayList<>();

    /** @param there the hash of the file that is there, empty where there is none */
    ManifestDifferences(RegistrySnapshot registry, DatasetManifest then, DatasetManifest now, String there) {
        this.registry = registry;
        this.then = then;
        this.now = now;
        this.isSameFile = now.output().sha256().equals(there)
                || now.output().sha256().equals(then.output().sha256());
    }

    /** All of them, in the order of the manifest. */
    List<EntryDifference> all() {
        compare("", comparable(then), comparable(now));
        return List.copyOf(differences);
    }

    private ObjectNode comparable(DatasetManifest manifest) {
        ObjectNode root = ManifestJson.tree(manifest);
        root.remove("git_commit");
        at(root, "output").remove("file");
        at(root, "observations").remove("path");
        if (!isSameFile) {
            at(root, "output").remove(OF_THE_BYTES);
        }
        root.set("inputs", inputs(root.withArray("inputs")));
        root.set("warnings", warnings(root.withArray("warnings")));
        return root;
    }

    private static ObjectNode at(ObjectNode parent, String part) {
        return (ObjectNode) parent.get(part);
    }

    /** In the order of the manifest of then, as files may lie elsewhere now. */
    private ArrayNode inputs(ArrayNode inputs) {
        Map<String, List<JsonNode>> byContent = new LinkedHashMap<>();
        then.inputs().forEach(input -> byContent.put(input.source() + " " + input.sha256(), new ArrayList<>()));
        inputs.forEach(input -> byContent
                .computeIfAbsent(contentOf(input), content -> new ArrayList<>())
                .add(input((ObjectNode) input)));
        ArrayNode comparable = inputs.arrayNode();
        byContent.values().forEach(comparable::addAll);
        return comparable;
    }

    private ObjectNode input(ObjectNode input) {
        input.remove(List.of("path", "on_violation"));
        if (!judgedAsThen.computeIfAbsent(input.get("source").asText(), this::isJudgedAsThen)) {
            input.remove(JUDGED);
        } else if (!isSameFile) {
            input.remove("skipped_rows");
        }
        return input;
    }

    private static String contentOf(JsonNode input) {
        return input.get("source").asText() + " " + input.get("sha256").asText();
    }

    /** Whether no view reads the source but those that went in: others, which came before or since, judge its rows, too. */
    private boolean isJudgedAsThen(String source) {
        Set<String> views =
                then.views().stream().map(DatasetManifest.View::view).collect(Collectors.toSet());
        return registry.views().stream()
                .filter(view -> view.reads(source))
                .allMatch(view -> views.contains(view.id().toString()));
    }

    private static ArrayNode warnings(ArrayNode warnings) {
        ArrayNode comparable = warnings.arrayNode();
        StreamSupport.stream(warnings.spliterator(), false)
                .filter(warning -> !warning.get("guard").asText().equals(Guard.LABEL_WITHOUT_DELAY.name()))
                .forEach(comparable::add);
        return comparable;
    }

    private void compare(String place, JsonNode said, JsonNode says) {
        if (said instanceof ObjectNode one && says instanceof ObjectNode other) {
            compareParts(place, one, other);
        } else if (said instanceof ArrayNode one && says instanceof ArrayNode other && one.size() == other.size()) {
            for (int i = 0; i < one.size(); i++) {
                compare(place + "[" + i + "]", one.get(i), other.get(i));
            }
        } else if (!said.equals(says)) {
            differences.add(new EntryDifference(place, shown(said), shown(says)));
        }
    }

    private void compareParts(String place, ObjectNode said, ObjectNode says) {
        Set<String> names = new LinkedHashSet<>();
        said.fieldNames().forEachRemaining(names::add);
        says.fieldNames().forEachRemaining(names::add);
        names.forEach(name -> compare(place.isEmpty() ? name : place + "." + name, said.path(name), says.path(name)));
    }

    private static String shown(JsonNode value) {
        if (value.isMissingNode()) {
            return "nothing";
        }
        if (value.isArray() && !value.isEmpty()) {
            return value.size() == 1 ? "1 entry" : value.size() + " entries";
        }
        String text = value.toString();
        return text.length() <= LONGEST_VALUE ? text : text.substring(0, LONGEST_VALUE) + "...";
    }
}
