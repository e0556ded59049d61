package dev.asof.offline.dataset;

import dev.asof.offline.archive.EventArchive;
import dev.asof.offline.guard.LeakWarning;
import dev.asof.offline.input.DataFile;
import dev.asof.offline.observation.Observations;
import dev.asof.offline.profile.FeatureProfile;
import dev.asof.offline.sweep.FileReport;
import dev.asof.offline.sweep.MemoryLimit;
import dev.asof.offline.sweep.Workers;
import dev.asof.registry.catalog.FeatureService;
import dev.asof.registry.catalog.FeatureView;
import dev.asof.registry.catalog.OnDemandView;
import dev.asof.registry.compute.schema.Micros;
import dev.asof.registry.plan.FeaturePlan;
import dev.asof.registry.plan.PlannedFeature;
import dev.asof.registry.repository.FeatureRepository;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Makes the manifest of a training set that was written. */
final class ManifestWriting {
    private final FeatureRepository repository;
    private final BuildSettings settings;
    private final MemoryLimit memory;
    private final Workers workers;

    ManifestWriting(FeatureRepository repository, BuildSettings settings, MemoryLimit memory, Workers workers) {
        this.repository = repository;
        this.settings = settings;
        this.memory = memory;
        this.workers = workers;
    }

    DatasetManifest manifest(
            FeatureService service,
            FeaturePlan plan,
            Observations observations,
            WrittenFeatures written,
            List<FileReport> files,
            String datasetId,
            DatasetManifest.Output output,
            List<LeakWarning> warnings) {
        return new DatasetManifest(
                DatasetManifest.FORMAT,
                datasetId,
                service.id().toString(),
                settings.gitCommit().orElse(null),
                observations.rowCount(),
                output,
                settings.inputs(),
                asked(observations),
                views(plan, written),
                features(plan, written),
                files.stream().map(this::input).toList(),
                archives(files),
                warnings);
    }

    private DatasetManifest.Asked asked(Observations observations) {
        return new DatasetManifest.Asked(
                repository.shown(observations.path()),
                observations.sha256(),
                observations.rowCount(),
                observations.options().timeColumn(),
                new TreeMap<>(observations.options().keyColumns()));
    }

    /** A view that is asked in several roles is one, with the errors of all of them. */
    private static List<DatasetManifest.View> views(FeaturePlan plan, WrittenFeatures written) {
        List<DatasetManifest.View> entries = new ArrayList<>();
        for (FeatureView view : plan.distinctViews()) {
            long errors = IntStream.range(0, plan.views().size())
                    .filter(i -> plan.views().get(i).view().id().equals(view.id()))
                    .mapToLong(i -> written.errorsOfView(i).filter())
                    .sum();
            entries.add(new DatasetManifest.View(
                    view.id().toString(), view.fingerprint().hex(), ManifestJson.tree(view.meaning()), errors));
        }
        for (OnDemandView view : plan.onDemandViews()) {
            entries.add(new DatasetManifest.View(
                    view.id().toString(), view.fingerprint().hex(), ManifestJson.tree(view.meaning()), 0));
        }
        return entries;
    }

    private List<DatasetManifest.Feature> features(FeaturePlan plan, WrittenFeatures written) {
        List<FeatureProfile> profiles = written.profiles(workers, memory);
        List<DatasetManifest.Feature> entries = new ArrayList<>();
        for (int i = 0; i < plan.features().size(); i++) {
            PlannedFeature feature = plan.features().get(i);
            entries.add(new DatasetManifest.Feature(
                    feature.ref().toString(),
                    feature.name(),
                    feature.type().displayName(),
                    written.statuses(i),
                    written.errors(i),
                    profiles.get(i)));
        }
        return entries;
    }

    private DatasetManifest.Input input(FileReport report) {
        List<DatasetManifest.Violations> violations = report.violations().entrySet().stream()
                .map(entry -> new DatasetManifest.Violations(
                        entry.getKey().column(), lower(entry.getKey().reason()), entry.getValue()))
                .toList();
        return new DatasetManifest.Input(
                report.source(),
                lower(report.file().origin()),
                repository.shown(report.file().table().path()),
                report.file().sha256(),
                report.rows(),
                report.skippedRows(),
                report.violatingRows(),
                lower(report.onViolation()),
                violations);
    }

    private static List<DatasetManifest.Archive> archives(List<FileReport> files) {
        SortedMap<String, Long> through = new TreeMap<>();
        files.stream()
                .filter(report -> report.file().origin() == DataFile.Origin.ARCHIVE)
                .forEach(report -> EventArchive.lastAcceptance(report.file().table())
                        .ifPresent(micros -> through.merge(report.source(), micros, Math::max)));
        return through.entrySet().stream()
                .map(last -> new DatasetManifest.Archive(
                        last.getKey(), Micros.instant(last.getValue()).toString()))
                .toList();
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
