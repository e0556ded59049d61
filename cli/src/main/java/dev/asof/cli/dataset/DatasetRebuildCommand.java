package dev.asof.cli.dataset;

import dev.asof.cli.console.Counts;
import dev.asof.cli.console.Progress;
import dev.asof.cli.console.Result;
import dev.asof.cli.context.Context;
import dev.asof.cli.context.ExitCode;
import dev.asof.cli.context.ThreadsOption;
import dev.asof.cli.registry.RepositoryDefinitions;
import dev.asof.offline.dataset.BuildSettings;
import dev.asof.offline.dataset.DatasetRebuild;
import dev.asof.offline.dataset.DatasetRebuild.EntryDifference;
import dev.asof.registry.repository.FeatureRepository;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code asof dataset rebuild}. */
@Command(
        name = "rebuild",
        description = "Build a training set again from its manifest, and tell whether it is still the same bytes.",
        footer = {
            "",
            "The training set itself stays as it is. Where something that went in has changed since, be it a",
            "file of a source, the observations or a definition, that is told instead, and nothing is built.",
            "What came since, such as events that were ingested, is left out. Entries of the manifest that a",
            "rebuild says otherwise, such as counts, are named.",
            "",
            "Exit codes: 0 the same values, in the same bytes or, by another build of Asof, in others; 1 not",
            "the same, or the manifest isn't; 2 the manifest cannot be read.",
            "",
            "Examples:",
            "  asof dataset rebuild training.parquet",
            "  asof dataset rebuild training.parquet --json"
        })
public final class DatasetRebuildCommand implements Callable<Integer> {
    private static final int MOST_NEWER = 10;
    private static final int MOST_DIFFERENCES = 20;

    private final Context context;

    @Parameters(paramLabel = "FILE", description = "The training set.")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Mixin
    private final ThreadsOption threads = new ThreadsOption();

    @Mixin
    private final MemoryOption memory = new MemoryOption();

    public DatasetRebuildCommand(Context context) {
        this.context = context;
    }

    record Rebuilt(
            Path path,
            DatasetRebuild.Outcome outcome,
            List<String> changes,
            List<EntryDifference> differences,
            List<String> newerInputs,
            String expectedSha256,
            Optional<String> rebuiltSha256)
            implements Result {
        @Override
        public void print(PrintStream out) {
            switch (outcome) {
                case SAME -> out.println(path + ": built again, the same bytes");
                case CHANGED_INPUTS -> out.println(path + ": not built again, as not the same goes in");
                case SAME_VALUES ->
                    out.println(
                            path + ": built again, the same values in other bytes. Another build of Asof wrote it.");
                case DIFFERENT_VALUES ->
                    out.println(path + ": the same went in, and other values came out. Another build of Asof wrote it,"
                            + " or its manifest was changed.");
                case CHANGED_MANIFEST ->
                    out.println(path + ": built again, the same values; its manifest says otherwise. It was changed"
                            + " since, or another build of Asof wrote it.");
                case CHANGED_FILE ->
                    out.println(path + ": built again as the manifest says; the file is missing or was changed since");
            }
            changes.forEach(change -> out.println("  " + change));
            printDifferences(out);
            newerInputs.stream().limit(MOST_NEWER).forEach(input -> out.println("  left out, as newer: " + input));
            if (newerInputs.size() > MOST_NEWER) {
                out.println("  and " + Counts.grouped(newerInputs.size() - MOST_NEWER) + " more that are newer");
            }
        }

        private void printDifferences(PrintStream out) {
            differences.stream()
                    .limit(MOST_DIFFERENCES)
                    .forEach(difference -> out.println("  manifest, " + difference.entry() + ": "
                            + difference.manifest() + ", built again " + difference.rebuilt()));
            if (differences.size() > MOST_DIFFERENCES) {
                out.println(
                        "  and " + Counts.grouped(differences.size() - MOST_DIFFERENCES) + " more entries that differ");
            }
        }
    }

    @Override
    public Integer call() {
        FeatureRepository repository = context.repository();
        DatasetRebuild.Report report;
        try (Progress progress = context.progress()) {
            BuildSettings settings =
                    memory.of(BuildSettings.of(threads.count(context))).with(new ProgressObserver(progress));
            report = new DatasetRebuild(repository, new RepositoryDefinitions(repository).registered(), settings)
                    .rebuild(context.resolve(file));
        }
        context.show(new Rebuilt(
                file,
                report.outcome(),
                report.changes(),
                report.differences(),
                report.newerInputs(),
                report.expectedSha256(),
                report.rebuiltSha256()));
        return switch (report.outcome()) {
            case SAME, SAME_VALUES -> ExitCode.DONE;
            case CHANGED_INPUTS, DIFFERENT_VALUES, CHANGED_MANIFEST, CHANGED_FILE -> ExitCode.FOUND;
        };
    }
}
