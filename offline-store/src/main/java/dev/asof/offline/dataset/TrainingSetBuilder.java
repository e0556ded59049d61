package dev.asof.offline.dataset;

import dev.asof.offline.guard.LeakGuards;
import dev.asof.offline.guard.LeakWarning;
import dev.asof.offline.input.SourceInput;
import dev.asof.offline.observation.AskedEntity;
import dev.asof.offline.observation.EntityKeys;
import dev.asof.offline.observation.ObservationNeeds;
import dev.asof.offline.observation.ObservationOptions;
import dev.asof.offline.observation.Observations;
import dev.asof.offline.output.RowsOutput;
import dev.asof.offline.sweep.PointInTimeSweep;
import dev.asof.offline.sweep.SweepResult;
import dev.asof.offline.sweep.ViewQuestions;
import dev.asof.offline.sweep.Workers;
import dev.asof.registry.catalog.FeatureCompiler;
import dev.asof.registry.catalog.FeatureRef;
import dev.asof.registry.catalog.FeatureService;
import dev.asof.registry.catalog.FeatureView;
import dev.asof.registry.catalog.RegistrySnapshot;
import dev.asof.registry.compute.value.FeatureValues;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import dev.asof.registry.repository.FeatureRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Builds training sets: for each asking row, in order, the values of a service's features as they were at its time.
 * Thread-safe.
 */
public final class TrainingSetBuilder {
    private final FeatureRepository repository;
    private final RegistrySnapshot registry;
    private final BuildSettings settings;

    public TrainingSetBuilder(FeatureRepository repository, RegistrySnapshot registry, BuildSettings settings) {
        this.repository = repository;
        this.registry = registry;
        this.settings = settings;
    }

    /**
     * Reads the asking rows for a service.
     *
     * @throws AsofException as {@link Observations#read} does
     */
    public Observations readObservations(FeatureService service, Path file, ObservationOptions options) {
        return Observations.read(file, options, ObservationNeeds.of(registry, service));
    }

    /**
     * Builds a training set and its manifest. Whatever goes wrong, there is no half-written file.
     *
     * @param observations read for this service
     * @param target the file to write, replaced if it exists
     * @throws AsofException {@code LEAK_SUSPECTED}, {@code CONTRACT_VIOLATION} if rows violate a contract that says to fail, {@code
     *     FEEDING_CONFLICT}, {@code UNKNOWN_NAME} if a source has no rows, {@code INVALID_INPUT_FILE}, {@code IO_FAILED}
     * @throws java.util.concurrent.CancellationException if the observer or an interruption says to stop
     */
    public DatasetManifest build(FeatureService service, Observations observations, Path target) {
        List<FeatureView> views = registry.viewsOf(service);
        List<SourceInput> inputs = SourceInputs.find(repository, registry, views, settings.inputs());
        String datasetId = DatasetIdentity.of(service, views, inputs, observations, settings);
        List<LeakWarning> warnings = LeakGuards.check(registry, service, inputs, observations, settings.leaks());
        try (Workers workers = new Workers(settings.threads())) {
            SweepResult result = new PointInTimeSweep(
                            workers, settings.quarantine(), settings.observer(), settings.memory(repository))
                    .answer(
                            inputs,
                            views.stream()
                                    .map(view -> questions(view, observations))
                                    .toList());
            OutputRows rows = new OutputRows(
                    observations, service.features(), values(service, views, result), settings.statuses());
            write(rows, service, datasetId, target, workers);
            DatasetManifest manifest = new ManifestWriting(repository, settings, workers)
                    .manifest(service, views, rows, result, datasetId, target, warnings);
            ManifestJson.write(manifest, DatasetManifest.pathFor(target));
            return manifest;
        }
    }

    private void write(OutputRows rows, FeatureService service, String datasetId, Path target, Workers workers) {
        DatasetFile file = new DatasetFile(
                workers, settings.observer(), rows.observations().rowCount());
        try (RowsOutput output =
                RowsOutput.create(settings.format(), target, rows.schema(), DatasetMetadata.of(service, datasetId))) {
            file.write(output, rows);
            discard(DatasetManifest.pathFor(target));
            output.commit();
        }
    }

    private static ViewQuestions questions(FeatureView view, Observations observations) {
        AskedEntity asked = observations.entity(new EntityKeys(view.entity(), view.entityKeys()));
        return new ViewQuestions(
                FeatureCompiler.compile(view),
                asked.index(),
                asked.entity(),
                observations.asOf(),
                observations.knownAt(),
                observations.acceptedBy());
    }

    private static List<FeatureValues> values(FeatureService service, List<FeatureView> views, SweepResult result) {
        return service.features().stream()
                .map(feature -> valuesOf(feature, views, result))
                .toList();
    }

    private static FeatureValues valuesOf(FeatureRef feature, List<FeatureView> views, SweepResult result) {
        int view = ViewFeatures.viewIndex(feature, views);
        return result.views().get(view).values().get(ViewFeatures.featureIndex(feature, views.get(view)));
    }

    /** An old manifest must not stand beside a new file. */
    private static void discard(Path manifest) {
        try {
            Files.deleteIfExists(manifest);
        } catch (IOException e) {
            throw new AsofException(ErrorCode.IO_FAILED, "Cannot replace " + manifest + ": " + e.getMessage() + ".", e);
        }
    }
}
