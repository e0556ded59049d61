package dev.asof.it.repository;

import dev.asof.it.answer.Columns;
import dev.asof.it.generate.DefinitionText;
import dev.asof.it.generate.Scenario;
import dev.asof.it.oracle.Source;
import dev.asof.registry.catalog.Definitions;
import dev.asof.registry.catalog.RegistryDelta;
import dev.asof.registry.catalog.RegistrySnapshot;
import dev.asof.registry.catalog.RegistryStore;
import dev.asof.registry.catalog.SourceLocation;
import dev.asof.registry.definition.DefinitionReader;
import dev.asof.registry.definition.SourceSchema;
import dev.asof.registry.definition.SourceSchemaReader;
import dev.asof.registry.repository.FeatureRepository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A feature repository that holds the definitions of scenarios, as a user would have written them. */
public record ScenarioRepository(FeatureRepository repository, List<Scenario> scenarios) {

    /** Writes the definitions, a file a scenario. */
    public static ScenarioRepository write(Path folder, List<Scenario> scenarios) {
        try {
            for (Scenario scenario : scenarios) {
                Files.writeString(
                        folder.resolve(scenario.name() + ".yaml"),
                        DefinitionText.of(scenario, ScenarioRepository::dataPath));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ScenarioRepository(new FeatureRepository(folder), List.copyOf(scenarios));
    }

    private static String dataPath(Source source) {
        return "data/" + source.name();
    }

    /** Where the files of a source lie. */
    public Path dataFolder(Source source) {
        return repository.resolve(dataPath(source));
    }

    /** The definitions, with the types of files that need not be there. */
    public Definitions definitions() {
        return definitions(this::schema);
    }

    private Definitions definitions(SourceSchemaReader schemas) {
        return new DefinitionReader(schemas)
                .check(repository.root(), RegistrySnapshot.EMPTY)
                .definitions();
    }

    private Optional<SourceSchema> schema(Path root, SourceLocation location) {
        return scenarios.stream()
                .filter(scenario -> scenario.sources().stream()
                        .anyMatch(source -> dataPath(source).equals(location.path())))
                .findFirst()
                .map(scenario -> new SourceSchema(Columns.storedSchema(scenario).fields().stream()
                        .map(field -> new SourceSchema.FileColumn(
                                field.name(),
                                Optional.of(field.type()),
                                field.type().displayName(),
                                true))
                        .toList()));
    }

    /** Registers the definitions, with the types of files that need not be there. */
    public RegistrySnapshot apply() {
        return apply(this::schema);
    }

    /** Registers the definitions. */
    public RegistrySnapshot apply(SourceSchemaReader schemas) {
        RegistryDelta delta = RegistryDelta.between(RegistrySnapshot.EMPTY, definitions(schemas));
        return RegistryStore.of(repository.root()).apply(delta, Instant.EPOCH, Optional.empty());
    }
}
