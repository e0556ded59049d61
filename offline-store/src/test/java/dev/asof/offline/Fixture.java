package dev.asof.offline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asof.offline.dataset.BuildSettings;
import dev.asof.offline.dataset.DatasetManifest;
import dev.asof.offline.dataset.TrainingSetBuilder;
import dev.asof.offline.input.FileSchemaReader;
import dev.asof.offline.observation.ObservationOptions;
import dev.asof.offline.parquet.ParquetFile;
import dev.asof.offline.parquet.ParquetOutput;
import dev.asof.offline.parquet.ParquetRows;
import dev.asof.registry.catalog.FeatureService;
import dev.asof.registry.catalog.RegistryDelta;
import dev.asof.registry.catalog.RegistrySnapshot;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.definition.DefinitionCheck;
import dev.asof.registry.definition.DefinitionReader;
import dev.asof.registry.repository.FeatureRepository;
import dev.asof.registry.repository.TableFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A feature repository in a folder of a test. */
public final class Fixture {
    private final FeatureRepository repository;

    public Fixture(Path folder) {
        this.repository = new FeatureRepository(folder);
    }

    public FeatureRepository repository() {
        return repository;
    }

    public Path path(String name) {
        return repository.root().resolve(name);
    }

    public Fixture define(String yaml) {
        return text("definitions.yaml", yaml);
    }

    public Fixture text(String name, String content) {
        try {
            Files.createDirectories(path(name).getParent());
            Files.writeString(path(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    public Fixture parquet(String name, Batches rows) {
        write(path(name), rows.build());
        return this;
    }

    /** Writes rows as one row group each. */
    public static void write(Path file, ColumnBatch... rowGroups) {
        try (ParquetOutput output = ParquetOutput.create(file, rowGroups[0].schema())) {
            List.of(rowGroups).forEach(output::append);
            output.commit(Map.of());
        }
    }

    /** What is defined, as it would be registered. */
    public RegistrySnapshot registry() {
        DefinitionCheck check =
                new DefinitionReader(new FileSchemaReader()).check(repository.root(), RegistrySnapshot.EMPTY);
        assertThat(check.problems()).isEmpty();
        return RegistryDelta.between(RegistrySnapshot.EMPTY, check.definitions())
                .next(Instant.EPOCH, Optional.empty());
    }

    public DatasetManifest build(String service, String observations, String target) {
        return build(service, observations, target, BuildSettings.of(2));
    }

    public DatasetManifest build(String service, String observations, String target, BuildSettings settings) {
        RegistrySnapshot registry = registry();
        FeatureService resolved = registry.requireService(service);
        TrainingSetBuilder builder = new TrainingSetBuilder(repository, registry, settings);
        TableFormat format = TableFormat.ofName(path(observations));
        return builder.build(
                resolved,
                builder.readObservations(resolved, path(observations), ObservationOptions.of(format)),
                path(target));
    }

    /** A column of a Parquet file as objects. */
    public List<@Nullable Object> column(String file, String column) {
        ParquetFile parquet = ParquetFile.open(path(file));
        List<@Nullable Object> values = new ArrayList<>();
        for (int rowGroup = 0; rowGroup < parquet.partCount(); rowGroup++) {
            try (ParquetRows rows = parquet.rows(rowGroup, List.of(column))) {
                for (var batch = rows.next(); batch.isPresent(); batch = rows.next()) {
                    values.addAll(Batches.values(batch.get().column(column)));
                }
            }
        }
        return values;
    }

    /** The names of the files in the repository's folder, hidden ones too. */
    public List<String> files() {
        try (var files = Files.list(repository.root())) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
