package dev.asof.registry.definition;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** The reference and the JSON Schema for editors know exactly what the reader knows. */
class DefinitionsDocumentTest {
    private static final Path DOCS = Path.of("../docs").toAbsolutePath().normalize();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern EXAMPLE = Pattern.compile("```yaml (\\w+)\\n(.*?)```", Pattern.DOTALL);

    @TempDir
    Path folder;

    @Test
    void theExamplesOfTheReferenceAreRightTogether() throws IOException {
        TestRepository repository = new TestRepository(folder);
        for (Example example : examples()) {
            if (!example.kind.equals("schema")) {
                repository.with(example.kind + ".yaml", example.yaml);
            }
        }
        assertThat(repository.problems()).isEmpty();
        assertThat(repository.definitions().views()).hasSize(1);
    }

    @Test
    void theSchemaAcceptsTheExamples() throws IOException {
        for (Example example : examples()) {
            assertThat(problems(example.yaml)).as(example.yaml).isEmpty();
        }
        for (String document : TestRepository.PAYMENTS.split("---\n")) {
            assertThat(problems(document)).as(document).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void theSchemaKnowsTheKeysOfTheReader(Shape shape) throws IOException {
        TreeSet<String> keys = new TreeSet<>();
        for (String name : definitionsOf(shape)) {
            schema().get("definitions").get(name).get("properties").fieldNames().forEachRemaining(keys::add);
        }
        assertThat(keys).isEqualTo(new TreeSet<>(shape.keys()));
    }

    @ParameterizedTest
    @EnumSource
    void theReferenceNamesEveryKey(Shape shape) throws IOException {
        String reference = Files.readString(DOCS.resolve("definitions.md"));
        assertThat(shape.keys()).allSatisfy(key -> assertThat(reference).contains("`" + key + "`"));
    }

    /** Each is a definition, with / for the end of a line, that the reader refuses; the schema has to refuse it too. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "entity: card / keys: {}",
                "entity: Card / keys: {a: int64}",
                "entity: card / keys: {a: float64}",
                "entity: card / keys: {a: int64} / more: x",
                "source: a / path: b",
                "source: a / path: b / event_time: c / columns: {d: int}",
                "source: a / path: b / event_time: c / columns: {d: {min: 1}}",
                "source: a / path: b / event_time: c / on_violation: explode",
                "feature_view: a / version: 0 / entity: b / source: c / features: {d: {latest: e}}",
                "feature_view: a / version: 1 / entity: b / source: c / features: {d: {latest: e, window: 7d}}",
                "feature_view: a / version: 1 / entity: b / source: c / features: {d: {aggregate: count(*)}}",
                "feature_view: a / version: 1 / entity: b / source: c / features: {d: {aggregate: count(*), window: 0d}}",
                "feature_view: a / version: 1 / entity: b / source: c / features: {d: {aggregate: count(*), window: 7}}",
                "feature_view: a / version: 1 / entity: b / source: c / closed: both / features: {d: {latest: e}}",
                "feature_view: a / version: 1 / entity: b / features: {d: {latest: e}}",
                "feature_view: a / version: 1 / entity: b / source: c / sources: [c, f] / features: {d: {latest: e}}",
                "feature_view: a / version: 1 / entity: b / sources: [c] / features: {d: {latest: e}}",
                "feature_view: a / version: 1 / entity: b / sources: [c, c] / features: {d: {latest: e}}",
                "feature_service: a / version: 1 / features: []",
                "feature_service: a / version: 1 / features: [b@0:c]",
                "on_demand: a / version: 1",
            })
    void theSchemaRefusesWhatTheReaderRefuses(String definition) throws IOException {
        String yaml = definition.replace(" / ", "\n");
        assertThat(new TestRepository(folder).with("a.yaml", yaml).problems()).isNotEmpty();
        assertThat(problems(yaml)).isNotEmpty();
    }

    private static List<String> definitionsOf(Shape shape) {
        return switch (shape) {
            case ENTITY -> List.of("entity");
            case SOURCE -> List.of("source");
            case COLUMN -> List.of("column_contract");
            case FEATURE_VIEW -> List.of("feature_view");
            case FEATURE -> List.of("latest", "aggregate");
            case WINDOW -> List.of("session", "tumbling", "calendar");
            case ON_DEMAND -> List.of("on_demand");
            case DERIVED_FEATURE -> List.of("derived_feature");
            case FEATURE_SERVICE -> List.of("feature_service");
        };
    }

    private static List<String> problems(String yaml) throws IOException {
        Schema schema =
                SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7).getSchema(schema());
        LoadSettings settings =
                LoadSettings.builder().setSchema(new CoreSchema()).build();
        JsonNode document = JSON.valueToTree(new Load(settings).loadFromString(yaml));
        return schema.validate(document).stream().map(Object::toString).toList();
    }

    private static JsonNode schema() throws IOException {
        return JSON.readTree(Files.readString(DOCS.resolve("asof.schema.json")));
    }

    private static List<Example> examples() throws IOException {
        Matcher matcher = EXAMPLE.matcher(Files.readString(DOCS.resolve("definitions.md")));
        List<Example> examples = new ArrayList<>();
        while (matcher.find()) {
            examples.add(new Example(matcher.group(1), matcher.group(2)));
        }
        assertThat(examples).hasSizeGreaterThanOrEqualTo(5);
        return examples;
    }

    private record Example(String kind, String yaml) {}
}
