package dev.asof.it.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asof.offline.dataset.BuildSettings;
import dev.asof.offline.dataset.DatasetManifest;
import dev.asof.offline.dataset.TrainingSetBuilder;
import dev.asof.offline.input.FileSchemaReader;
import dev.asof.offline.observation.ObservationOptions;
import dev.asof.registry.catalog.FeatureService;
import dev.asof.registry.catalog.RegistryDelta;
import dev.asof.registry.catalog.RegistrySnapshot;
import dev.asof.registry.definition.DefinitionCheck;
import dev.asof.registry.definition.DefinitionReader;
import dev.asof.registry.repository.FeatureRepository;
import dev.asof.registry.repository.TableFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A training set from one file of {@link Payments}. */
record ForeignBuild(DatasetManifest manifest, List<String> lines) {

    /**
     * Builds one.
     *
     * @param folder that does not exist
     * @param questions lines of card and time
     */
    static ForeignBuild of(Path folder, Path file, String definitions, List<String> questions) throws IOException {
        Files.createDirectories(folder.resolve("data"));
        Files.copy(file, folder.resolve("data").resolve("payments.parquet"));
        Files.writeString(folder.resolve("definitions.yaml"), definitions);
        Path asked = folder.resolve("asked.csv");
        Files.writeString(asked, "card,event_timestamp\n" + String.join("\n", questions) + "\n");
        FeatureRepository repository = new FeatureRepository(folder);
        RegistrySnapshot registry = registry(repository);
        FeatureService service = registry.requireService("service");
        TrainingSetBuilder builder =
                new TrainingSetBuilder(repository, registry, BuildSettings.of(2).with(TableFormat.CSV));
        DatasetManifest manifest = builder.build(
                service,
                builder.readObservations(service, asked, ObservationOptions.of(TableFormat.CSV)),
                folder.resolve("out"));
        return new ForeignBuild(manifest, Files.readAllLines(folder.resolve("out")));
    }

    private static RegistrySnapshot registry(FeatureRepository repository) {
        DefinitionCheck check =
                new DefinitionReader(new FileSchemaReader()).check(repository.root(), RegistrySnapshot.EMPTY);
        assertThat(check.problems()).isEmpty();
        return RegistryDelta.between(RegistrySnapshot.EMPTY, check.definitions())
                .next(Instant.EPOCH, Optional.empty());
    }

    DatasetManifest.Input input() {
        return manifest.inputs().getFirst();
    }
}
