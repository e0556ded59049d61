package dev.asof.offline.dataset;

import dev.asof.offline.guard.LeakGuards;
import dev.asof.offline.guard.LeakWarning;
import dev.asof.offline.input.FileSelection;
import dev.asof.offline.input.SourceInput;
import dev.asof.offline.observation.AskedEntity;
import dev.asof.offline.observation.EntityKeys;
import dev.asof.offline.observation.ObservationNeeds;
import dev.asof.offline.observation.ObservationOptions;
import dev.asof.offline.observation.Observations;
import dev.asof.offline.output.RowsOutput;
import dev.asof.offline.sweep.MemoryLimit;
import dev.asof.offline.sweep.PointInTimeSweep;
import dev.asof.offline.sweep.ScannedEvents;
import dev.asof.offline.sweep.ViewQuestions;
import dev.asof.offline.sweep.Workers;
import dev.asof.registry.catalog.FeatureCompiler;
import dev.asof.registry.catalog.FeatureService;
import dev.asof.registry.catalog.RegistrySnapshot;
import dev.asof.registry.compute.schema.Schema;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.plan.AskedView;
import dev.asof.registry.plan.FeaturePlan;
import dev.asof.registry.repository.AtomicFile;
import dev.asof.registry.repository.ContentHash;
import dev.asof.registry.repository.FeatureRepository;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;

/**
 * Builds training sets: for each asking row, in order, the values of a service's features as they were at its time.
 * Thread-safe.
 */
public final class TrainingSetBuilder {
    private final FeatureRepository repository;
    private final RegistrySnapshot registry;
    private final BuildSettings settings;
    private final FileSelection selection;

    public TrainingSetBuilder(FeatureRepository repository, RegistrySnapshot registry, BuildSettings settings) {
        this(repository, registry, settings, FileSelection.ALL);
    }

    /** @param selection of the files that the settings choose */
    TrainingSetBuilder(
            FeatureRepository repository, RegistrySnapshot registry, BuildSettings settings, FileSelection selection) {
        this.repository = repository;
        this.registry = registry;
        this.settings = settings;
        this.selection = selection;
    }

    /**
     * Reads the asking rows for a service.
     *
     * @throws AsofException as {@link Observations#read} does
     */
    public Observations readObservations(FeatureService service, Path file, ObservationOptions options) {
        return Observations.read(file, options, ObservationNeeds.of(FeaturePlan.of(registry, service.features())));
    }

    /**
     * Builds a training set and its manifest. Whatever goes wrong, there is no half-written file.
     *
     * @param observations read for this service
     * @param target the file to write, replaced if it exists
     * @throws AsofException {@code INVALID_ARGUMENT} if something is read from there, {@code INVALID_OBSERVATIONS} if they have no column of
     *     a label, {@code LEAK_SUSPECTED}, {@code CONTRACT_VIOLATION} if rows violate a contract that says to fail, {@code
     *     FEEDING_CONFLICT}, {@code UNKNOWN_NAME} if a source has no rows, {@code INVALID_INPUT_FILE}, {@code IO_FAILED}
     * @throws java.util.concurrent.CancellationException if the observer or an interruption says to stop
     */
    public DatasetManifest build(FeatureService service, Observations observations, Path target) {
        requireFree(target, observations.path());
        return buildThere(service, observations, target);
    }

    /**
     * Reads the asking rows and builds a training set, after it was made sure that it may be written.
     *
     * @throws AsofException as {@link #readObservations} and {@link #build(FeatureService, Observations, Path)} do
     */
    public DatasetManifest build(FeatureService service, Path observations, ObservationOptions options, Path target) {
        requireFree(target, observations);
        return buildThere(service, readObservations(service, observations, options), target);
    }

    private void requireFree(Path target, Path observations) {
        new OutputPlace(repository, registry, observations).require(target);
    }

    private DatasetManifest buildThere(FeatureService service, Observations observations, Path target) {
        settings.leaks().requireLabels(observations);
        FeaturePlan plan = FeaturePlan.of(registry, service.features());
        List<SourceInput> inputs =
                SourceInputs.find(repository, registry, plan.distinctViews(), settings.inputs(), selection);
        String datasetId = DatasetIdentity.of(service, plan, inputs, observations, settings);
        List<LeakWarning> warnings = LeakGuards.check(registry, plan, inputs, observations, settings.leaks());
        try {
            return build(service, plan, observations, inputs, warnings, datasetId, target);
        } catch (AsofException | IllegalStateException e) {
            throw Thread.currentThread().isInterrupted() ? interrupted(e) : e;
        }
    }

    /** What an interruption closes, such as the file being written, fails in ways of its own. */
    private static CancellationException interrupted(RuntimeException e) {
        CancellationException cancelled = new CancellationException("The build was interrupted");
        cancelled.initCause(e);
        return cancelled;
    }

    private DatasetManifest build(
            FeatureService service,
            FeaturePlan plan,
            Observations observations,
            List<SourceInput> inputs,
            List<LeakWarning> warnings,
            String datasetId,
            Path target) {
        MemoryLimit memory = settings.memory(repository).beside(observations.memoryBytes());
        try (Workers workers = new Workers(settings.threads())) {
            DatasetWriting writing = new DatasetWriting(plan, observations, settings, memory, workers);
            writing.requireRoom();
            try (ScannedEvents events = new PointInTimeSweep(
                                    workers, settings.quarantine(), settings.observer(), memory)
                            .scan(inputs, questions(plan, observations));
                    WrittenFeatures written = writing.features()) {
                Schema schema = OutputRows.schema(observations, plan.features(), settings.statuses());
                ContentDigest content = new ContentDigest(schema);
                try (RowsOutput output =
                        RowsOutput.create(settings.format(), target, schema, DatasetMetadata.of(service, datasetId))) {
                    writing.write(events, output, written, content);
                    AtomicFile complete = output.complete();
                    DatasetManifest manifest = new ManifestWriting(repository, settings, memory, workers)
                            .manifest(
                                    service,
                                    plan,
                                    observations,
                                    written,
                                    events.files(),
                                    datasetId,
                                    described(target, complete.temporary(), content),
                                    warnings);
                    PublishedDataset.publish(repository, target, complete, manifest);
                    return manifest;
                }
            }
        }
    }

    private DatasetManifest.Output described(Path target, Path complete, ContentDigest content) {
        return new DatasetManifest.Output(
                target.getFileName().toString(),
                settings.format(),
                settings.statuses(),
                ContentHash.ofFile(complete),
                content.finish(),
                complete.toFile().length());
    }

    private static List<ViewQuestions> questions(FeaturePlan plan, Observations observations) {
        return plan.views().stream().map(view -> questions(view, observations)).toList();
    }

    private static ViewQuestions questions(AskedView view, Observations observations) {
        AskedEntity asked = observations.entity(EntityKeys.of(view));
        return new ViewQuestions(
                view.asking(FeatureCompiler.compile(view.view())),
                asked.index(),
                asked.entity(),
                observations.asOf(),
                observations.knownAt(),
                observations.acceptedBy());
    }
}
