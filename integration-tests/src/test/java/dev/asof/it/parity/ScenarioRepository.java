package dev.asof.it.parity;

import dev.asof.it.generate.DefinitionText;
import dev.asof.it.generate.Scenario;
import dev.asof.registry.catalog.Definitions;
import dev.asof.registry.catalog.RegistryDelta;
import dev.asof.registry.catalog.RegistrySnapshot;
import dev.asof.registry.catalog.RegistryStore;
import dev.asof.registry.definition.DefinitionReader;
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
record ScenarioRepository(FeatureRepository repository, List<Scenario> scenarios) {

    /** Writes the definitions, a file a scenario. */
    static ScenarioRepository write(Path folder, List<Scenario> scenarios) {
        try {
            for (Scenario scenario : scenarios) {
                Path file = folder.resolve(scenario.name() + ".yaml");
                Files.createDirectories(file.getParent());
                Files.writeString(file, DefinitionText.of(scenario, dataPath(scenario)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ScenarioRepository(new FeatureRepository(folder), List.copyOf(scenarios));
    }

    private static String dataPath(Scenario scenario) {
        return "data/" + scenario.name();
    }

    /** Where the files of a scenario's source lie. */
    Path dataFolder(Scenario scenario) {
        return repository.resolve(dataPath(scenario));
    }

    /** The definitions; every column is declared, so that no file is needed. */
    Definitions definitions() {
        return new DefinitionReader(SourceSchemaReader.NO_FILES)
                .check(repository.root(), RegistrySnapshot.EMPTY)
                .definitions();
    }

    /** Registers the definitions. */
    RegistrySnapshot apply() {
        RegistryDelta delta = RegistryDelta.between(RegistrySnapshot.EMPTY, definitions());
        return RegistryStore.of(repository.root()).apply(delta, Instant.EPOCH, Optional.empty());
    }
}
