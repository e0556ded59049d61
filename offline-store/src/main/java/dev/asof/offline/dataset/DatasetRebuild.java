package dev.asof.offline.dataset;

import dev.asof.offline.input.DataFile;
import dev.asof.offline.input.SourceInput;
import dev.asof.offline.observation.ObservationOptions;
import dev.asof.offline.observation.Observations;
import dev.asof.registry.catalog.FeatureService;
import dev.asof.registry.catalog.RegistrySnapshot;
import dev.asof.registry.diagnostic.FileProblem;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import dev.asof.registry.plan.FeaturePlan;
import dev.asof.registry.repository.ContentHash;
import dev.asof.registry.repository.FeatureRepository;
import dev.asof.registry.repository.TableFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Builds training sets again from their manifests, to tell whether they are still what they were. Thread-safe. */
public final class DatasetRebuild {
    private final FeatureRepository repository;
    private final RegistrySnapshot registry;
    private final BuildSettings settings;

    /** @param settings those that cannot change a value; the others are the manifest's */
    public DatasetRebuild(FeatureRepository repository, RegistrySnapshot registry, BuildSettings settings) {
        this.repository = repository;
        this.registry = registry;
        this.settings = settings;
    }

    /**
     * What became of a training set that was built again.
     *
     * @param outcome in a word
     * @param changes what went in then and is no longer the same; only then it is not built again
     * @param differences entries of the manifest that are not what it says when it is built again
     * @param newerInputs files of its sources that came since, which are left out
     * @param expectedSha256 of the file when it was built
     * @param rebuiltSha256 of what was built now, if it was
     */
    public record Report(
            Outcome outcome,
            List<String> changes,
            List<EntryDifference> differences,
            List<String> newerInputs,
            String expectedSha256,
            Optional<String> rebuiltSha256) {
        public Report {
            changes = List.copyOf(changes);
            differences = List.copyOf(differences);
            newerInputs = List.copyOf(newerInputs);
        }

        private static Report ofChangedInputs(List<String> changes, List<String> newerInputs, String expected) {
            return new Report(Outcome.CHANGED_INPUTS, changes, List.of(), newerInputs, expected, Optional.empty());
        }
    }

    /**
     * An entry of a manifest that says one thing, and another when it is built again.
     *
     * @param entry its place, such as {@code features[0].profile.count}
     * @param manifest what it says, as JSON, cut where it is long
     * @param rebuilt what it says when it is built again
     */
    public record EntryDifference(String entry, String manifest, String rebuilt) {}

    /** How a training set and its like of now compare. */
    public enum Outcome {
        /** The bytes are the same. */
        SAME,
        /** The columns and values are the same, in other bytes: by another build of Asof. */
        SAME_VALUES,
        /** Something that went in is no longer what it was. */
        CHANGED_INPUTS,
        /** The same went in, and other values came out: by another build of Asof. */
        DIFFERENT_VALUES,
        /** The values are the same; other entries of the manifest are not what a build gives. */
        CHANGED_MANIFEST,
        /** What was built is what the manifest says; the file beside it is another. */
        CHANGED_FILE
    }

    /**
     * Builds it again from the files that went in, and leaves nothing behind but the answer.
     *
     * @throws AsofException as {@link TrainingSetBuilder#build} and {@link DatasetManifest#read} do
     */
    public Report rebuild(Path dataset) {
        DatasetManifest manifest = DatasetManifest.read(dataset);
        String expected = manifest.output().sha256();
        Map<String, List<DataFile>> files;
        try {
            files = filesOf(manifest);
        } catch (AsofException e) {
            return unreadable(e, expected);
        }
        InputChanges inputs = InputChanges.of(repository, manifest, files);
        List<String> changes = changes(manifest, inputs);
        if (!changes.isEmpty()) {
            return Report.ofChangedInputs(changes, inputs.newer(), expected);
        }
        return compared(dataset, manifest, build(manifest, dataset), inputs.newer());
    }

    private Report compared(Path dataset, DatasetManifest then, DatasetManifest now, List<String> newer) {
        String there = Files.exists(dataset) ? ContentHash.ofFile(dataset) : "";
        List<EntryDifference> differences = new ManifestDifferences(registry, then, now, there).all();
        return new Report(
                outcome(there, then.output(), now.output(), differences),
                List.of(),
                differences,
                newer,
                then.output().sha256(),
                Optional.of(now.output().sha256()));
    }

    /** What went in could be read; and a file that came since without being one hinders a build, too. */
    private static Report unreadable(AsofException failure, String expected) {
        if (failure.code() != ErrorCode.INVALID_INPUT_FILE) {
            throw failure;
        }
        return Report.ofChangedInputs(List.of(String.valueOf(failure.getMessage())), List.of(), expected);
    }

    /** @param there the hash of the file that is there, empty where there is none */
    private static Outcome outcome(
            String there,
            DatasetManifest.Output expected,
            DatasetManifest.Output rebuilt,
            List<EntryDifference> differences) {
        boolean isSameFile = there.equals(rebuilt.sha256());
        if (!isSameFile && !rebuilt.contentSha256().equals(expected.contentSha256())) {
            return Outcome.DIFFERENT_VALUES;
        }
        if (!isSameFile && !there.equals(expected.sha256())) {
            return Outcome.CHANGED_FILE;
        }
        if (!differences.isEmpty()) {
            return Outcome.CHANGED_MANIFEST;
        }
        return isSameFile ? Outcome.SAME : Outcome.SAME_VALUES;
    }

    private DatasetManifest build(DatasetManifest manifest, Path dataset) {
        Path target = dataset.resolveSibling("." + dataset.getFileName() + ".rebuilt");
        try {
            TrainingSetBuilder builder = builder(manifest);
            FeatureService service = registry.requireService(manifest.service());
            return builder.build(service, observations(manifest), options(manifest), target);
        } finally {
            discard(target);
            discard(DatasetManifest.pathFor(target));
        }
    }

    private TrainingSetBuilder builder(DatasetManifest manifest) {
        return new TrainingSetBuilder(repository, registry, settings(manifest), InputContents.of(manifest));
    }

    /** By source. One that is defined no more has none. */
    private Map<String, List<DataFile>> filesOf(DatasetManifest manifest) {
        Map<String, List<DataFile>> files = new TreeMap<>();
        manifest.inputs().stream()
                .map(DatasetManifest.Input::source)
                .distinct()
                .forEach(source -> registry.source(source)
                        .ifPresent(defined ->
                                files.put(source, SourceInput.files(repository, defined, manifest.inputsRead()))));
        return files;
    }

    private BuildSettings settings(DatasetManifest manifest) {
        return settings.with(manifest.output().format())
                .with(manifest.output().statuses())
                .with(manifest.inputsRead());
    }

    private Path observations(DatasetManifest manifest) {
        return repository.root().resolve(manifest.observations().path());
    }

    private static ObservationOptions options(DatasetManifest manifest) {
        DatasetManifest.Asked asked = manifest.observations();
        return new ObservationOptions(
                TableFormat.ofName(Path.of(asked.path())), asked.timeColumn(), asked.keyColumns());
    }

    private List<String> changes(DatasetManifest manifest, InputChanges inputs) {
        List<String> changes = new ArrayList<>();
        FeatureService service = registry.requireService(manifest.service());
        FeaturePlan plan = FeaturePlan.of(registry, service.features());
        compareViews(manifest, plan, changes);
        compareObservations(manifest, changes);
        changes.addAll(inputs.gone());
        if (changes.isEmpty()) {
            compareIdentity(manifest, service, plan, changes);
        }
        return changes;
    }

    /** Where views, observations and files are the same, what else determines the rows is when files were loaded. */
    private void compareIdentity(
            DatasetManifest manifest, FeatureService service, FeaturePlan plan, List<String> changes) {
        List<SourceInput> inputs = SourceInputs.find(
                repository, registry, plan.distinctViews(), manifest.inputsRead(), InputContents.of(manifest));
        Observations observations =
                builder(manifest).readObservations(service, observations(manifest), options(manifest));
        String now = DatasetIdentity.of(service, plan, inputs, observations, settings(manifest));
        if (!now.equals(manifest.datasetId()) && DatasetIdentity.hasLoads(observations)) {
            String sources = inputs.stream().map(SourceInput::source).distinct().collect(Collectors.joining(", "));
            changes.add("the times at which files were loaded into the online store, by which "
                    + ObservationOptions.ACCEPTED_BY_COLUMN + " is answered, are not those of then (" + sources + ")");
        }
    }

    private static void compareViews(DatasetManifest manifest, FeaturePlan plan, List<String> changes) {
        Map<String, String> now = new LinkedHashMap<>();
        plan.distinctViews()
                .forEach(
                        view -> now.put(view.id().toString(), view.fingerprint().hex()));
        plan.onDemandViews()
                .forEach(
                        view -> now.put(view.id().toString(), view.fingerprint().hex()));
        for (DatasetManifest.View then : manifest.views()) {
            if (!then.fingerprint().equals(now.remove(then.view()))) {
                changes.add("feature view " + then.view() + " has another meaning in this registry");
            }
        }
        now.keySet().forEach(view -> changes.add("feature view " + view + " was no part of the service"));
    }

    private void compareObservations(DatasetManifest manifest, List<String> changes) {
        Path path = observations(manifest);
        if (!Files.isRegularFile(path)) {
            changes.add("observations " + manifest.observations().path() + " are gone");
        } else if (!ContentHash.ofFile(path).equals(manifest.observations().sha256())) {
            changes.add("observations " + manifest.observations().path() + " have changed");
        }
    }

    private static void discard(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new AsofException(
                    ErrorCode.IO_FAILED,
                    "Cannot remove " + file + ", which was built only to compare: " + FileProblem.reason(e)
                            + ". Make its folder writable and delete it.",
                    e);
        }
    }
}
