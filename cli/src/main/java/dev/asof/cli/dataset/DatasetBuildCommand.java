package dev.asof.cli.dataset;

import dev.asof.cli.console.Progress;
import dev.asof.cli.context.Context;
import dev.asof.cli.context.ExitCode;
import dev.asof.cli.context.StartCache;
import dev.asof.cli.context.ThreadsOption;
import dev.asof.cli.registry.RepositoryDefinitions;
import dev.asof.cli.registry.ServiceOption;
import dev.asof.cli.registry.UnappliedDefinitions;
import dev.asof.offline.dataset.BuildSettings;
import dev.asof.offline.dataset.DatasetManifest;
import dev.asof.offline.dataset.StatusColumns;
import dev.asof.offline.dataset.TrainingSetBuilder;
import dev.asof.offline.guard.LeakPolicy;
import dev.asof.offline.input.InputChoice;
import dev.asof.registry.catalog.ApplyRecord;
import dev.asof.registry.catalog.EventSource;
import dev.asof.registry.catalog.FeatureService;
import dev.asof.registry.catalog.GitState;
import dev.asof.registry.catalog.RegistrySnapshot;
import dev.asof.registry.erasure.EntityMatcher;
import dev.asof.registry.erasure.ErasureFolder;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.plan.FeaturePlan;
import dev.asof.registry.quarantine.QuarantineFolder;
import dev.asof.registry.quarantine.QuarantinedRow;
import dev.asof.registry.repository.FeatureRepository;
import dev.asof.registry.repository.TableFormat;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code asof dataset build}. */
@Command(
        name = "build",
        description = "Build a training set: each observation with its features as of its own time.",
        footer = {
            "",
            "Observations are Parquet, Arrow IPC or CSV, by what their name ends in, with the keys' columns and",
            "event_timestamp; known_at and accepted_by where they are there; everything else passes through, as",
            "text where it comes from CSV. The output has the same rows in the same order, and the same bytes",
            "whatever the number of threads and the memory. A manifest beside it names all that went in. Nothing",
            "is left behind if the build fails or is cancelled. Where a server runs, it first archives what it",
            "accepted, so that the build reads that too.",
            "",
            "Examples:",
            "  asof dataset build --service churn@3 --observations labels.parquet --out training.parquet",
            "  asof dataset build --service churn@3 --observations labels.csv --out training.parquet \\",
            "      --time-column label_time --key customer_id=client --statuses --memory 2GB",
            "  asof dataset build --service churn@3 --observations labels.parquet --out training.arrow"
        })
public final class DatasetBuildCommand implements Callable<Integer> {
    private final Context context;

    @Mixin
    private final ServiceOption service = new ServiceOption();

    @Option(names = "--observations", required = true, paramLabel = "FILE", description = "The asking rows.")
    @SuppressWarnings("NullAway.Init")
    private Path observations;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "The file to write.")
    @SuppressWarnings("NullAway.Init")
    private Path out;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description =
                    "The format of the file: parquet, arrow (IPC, which is Feather) or csv. If not given, what its"
                            + " name ends in says it, and else it is parquet.")
    private @Nullable TableFormat format;

    @Mixin
    private final ObservationsOption columns = new ObservationsOption();

    @Mixin
    private final InputsOption inputs = new InputsOption();

    @Mixin
    private final FlushOption archive = new FlushOption();

    @Option(
            names = "--statuses",
            description = "Add a column beside each feature that says why a value is there or not.")
    private boolean statuses;

    @Option(
            names = "--label",
            paramLabel = "COLUMN",
            description =
                    "A column that holds a label, for the warnings: without it, any column that passes through may"
                            + " be one. May be repeated.")
    private final List<String> labels = new ArrayList<>();

    @Option(
            names = "--strict",
            description =
                    "Take as errors what is otherwise warned of: features that see labels or the event asked about,"
                            + " or look back further than the history, observations after the last event, events that"
                            + " can't be archived.")
    private boolean strict;

    @Mixin
    private final ThreadsOption threads = new ThreadsOption();

    @Mixin
    private final MemoryOption memory = new MemoryOption();

    @Option(
            names = "--train",
            description =
                    "Also keep what the JVM learns of this build in ~/.cache/asof: later commands start faster, and builds"
                            + " take less of the processor. Needs JDK 25 or newer.")
    private boolean train;

    public DatasetBuildCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        if (train) {
            StartCache.requireTraining();
        }
        build();
        if (train) {
            context.remark("Writing " + StartCache.trained() + ", which takes some seconds. Later commands use it.");
        }
        return ExitCode.DONE;
    }

    private void build() {
        FeatureRepository repository = context.repository();
        RegistrySnapshot registry = new RepositoryDefinitions(repository).registered();
        new UnappliedDefinitions(repository, registry).note().ifPresent(context::remark);
        FeatureService definition = registry.requireService(service.text());
        if (inputs.choice() != InputChoice.FILES) {
            archive.flush(context, sources(registry, definition)).ifPresent(this::warn);
        }
        Path target = context.resolve(out);
        Path asking = context.resolve(observations);
        DatasetManifest manifest;
        try (Progress progress = context.progress()) {
            TrainingSetBuilder builder = new TrainingSetBuilder(
                    repository,
                    registry,
                    settings(repository, registry, progress).with(format(target)));
            manifest = builder.build(definition, asking, columns.options(asking), target);
        }
        context.show(new DatasetSheet(out, manifest));
    }

    private static List<EventSource> sources(RegistrySnapshot registry, FeatureService service) {
        return FeaturePlan.of(registry, service.features()).sources().stream()
                .map(registry::requireSource)
                .toList();
    }

    private void warn(AsofException problem) {
        if (strict) {
            throw problem;
        }
        context.remark("warning: " + problem.getMessage());
    }

    private TableFormat format(Path target) {
        return format == null ? TableFormat.ofName(target) : format;
    }

    private BuildSettings settings(FeatureRepository repository, RegistrySnapshot registry, Progress progress) {
        Supplier<Predicate<QuarantinedRow>> erased =
                new ErasureFolder(repository).current(tombstones -> EntityMatcher.ofAll(registry, tombstones));
        BuildSettings settings = memory.of(BuildSettings.of(threads.count(context)))
                .with(inputs.choice())
                .with(statuses ? StatusColumns.INCLUDED : StatusColumns.LEFT_OUT)
                .with(new LeakPolicy(
                        strict ? LeakPolicy.Verdict.REFUSE : LeakPolicy.Verdict.WARN, new TreeSet<>(labels)))
                .with(new QuarantineFolder(
                        repository.quarantineFolder(), row -> erased.get().test(row)))
                .with(new ProgressObserver(progress));
        return lastCommit(registry).map(settings::withGitCommit).orElse(settings);
    }

    private static Optional<String> lastCommit(RegistrySnapshot registry) {
        return registry.history().isEmpty()
                ? Optional.empty()
                : Optional.of(registry.history().getLast())
                        .flatMap(ApplyRecord::git)
                        .map(GitState::commit);
    }
}
