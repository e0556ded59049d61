package dev.asof.cli;

import dev.asof.cli.client.LoadProgress;
import dev.asof.cli.client.LoadSummary;
import dev.asof.cli.client.LoadSummary.FileLoad;
import dev.asof.cli.client.LoadSummary.SourceLoad;
import dev.asof.cli.client.ViewStatus;
import dev.asof.cli.console.Numbers;
import dev.asof.cli.console.Progress;
import dev.asof.cli.console.Result;
import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code asof load}. */
@Command(
        name = "load",
        description = "Bring the online store up to date from the sources' files. A file counts once.",
        footer = {
            "",
            "Goes through the server that runs on the store; without one, opens the store itself.",
            "",
            "A file that was loaded and then changed, moved away from the source's path or deleted would leave",
            "rows behind that training does not see. A load refuses that; --rebuild forgets what was loaded of a",
            "source and loads its files as they are now, and what was ingested. Until that is done, the feature",
            "views of the source are not answered.",
            "",
            "Examples:",
            "  asof load",
            "  asof load --until 2026-03-01T00:00:00Z",
            "  asof load --rebuild payments"
        })
final class LoadCommand implements Callable<Integer> {
    private final Context context;

    @Option(
            names = "--until",
            paramLabel = "TIME",
            description = "Load events until this time, inclusive, and leave the rest to a later load.")
    private @Nullable String until;

    @Option(
            names = "--rebuild",
            paramLabel = "SOURCE",
            description = "Load only this source, from scratch; can be given several times.")
    private List<String> rebuild = List.of();

    @Mixin
    private final ServerOption server = new ServerOption();

    LoadCommand(Context context) {
        this.context = context;
    }

    /** What was loaded. */
    record Loaded(Optional<Instant> until, List<SourceLoad> sources, List<ViewStatus> featureViews) implements Result {
        @Override
        public void print(PrintStream out) {
            for (SourceLoad source : sources) {
                out.println(source.source());
                if (source.files().isEmpty()) {
                    out.println("  no files");
                }
                source.files().forEach(file -> out.println("  " + line(file)));
            }
            if (!featureViews.isEmpty()) {
                out.println("Ready: "
                        + featureViews.stream()
                                .filter(view -> view.readiness().equals("ready"))
                                .map(ViewStatus::featureView)
                                .collect(Collectors.joining(", ")));
            }
        }

        private static String line(FileLoad file) {
            StringBuilder line = new StringBuilder(file.path())
                    .append(file.outcome().equals("unchanged") ? ", loaded before: " : ": ")
                    .append(Numbers.counted(file.rows(), "row"))
                    .append(", ")
                    .append(Numbers.counted(file.events(), "event"));
            append(line, file.quarantined(), "quarantined");
            append(line, file.dropped(), "dropped");
            append(line, file.leftForLater(), "left for later");
            return line.toString();
        }

        private static void append(StringBuilder line, long count, String what) {
            if (count > 0) {
                line.append(", ").append(Numbers.grouped(count)).append(' ').append(what);
            }
        }
    }

    @Override
    public Integer call() throws Exception {
        OptionalLong end = until == null ? OptionalLong.empty() : OptionalLong.of(TimeText.parseMicros(until));
        try (StoreAccess store = StoreAccess.open(context, server);
                Progress progress = context.progress()) {
            LoadSummary summary = store.load(rebuild, end, step -> show(progress, step));
            progress.close();
            context.show(new Loaded(summary.until(), summary.sources(), summary.featureViews()));
        }
        return ExitCode.DONE;
    }

    private static void show(Progress progress, LoadProgress step) {
        progress.update("loading " + step.source(), step.rowsRead(), step.rowsTotal());
    }
}
