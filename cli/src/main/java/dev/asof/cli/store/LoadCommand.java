package dev.asof.cli.store;

import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import dev.asof.cli.console.AsWord;
import dev.asof.cli.console.Counts;
import dev.asof.cli.console.Progress;
import dev.asof.cli.console.Result;
import dev.asof.cli.context.Context;
import dev.asof.cli.context.ExitCode;
import dev.asof.cli.context.TimeText;
import dev.asof.online.LoadSummary;
import dev.asof.online.StoreStatus;
import dev.asof.online.load.LoadReport;
import dev.asof.online.load.LoadReport.FileLoad;
import dev.asof.online.load.LoadReport.PassedOver;
import dev.asof.online.load.LoadReport.SourceLoad;
import dev.asof.online.load.LoadRequest;
import dev.asof.online.load.LoadRequest.Start;
import dev.asof.online.state.catalog.FileCounts;
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
            "rows behind that training does not see. A load refuses that; --rebuild forgets what was loaded of",
            "a source and loads its files as they are now, and what was ingested. Until that is done, the",
            "feature views of the source are not answered. What they have of other sources is loaded again",
            "along with it.",
            "",
            "Examples:",
            "  asof load",
            "  asof load --until 2026-03-01T00:00:00Z",
            "  asof load --rebuild payments"
        })
public final class LoadCommand implements Callable<Integer> {
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

    public LoadCommand(Context context) {
        this.context = context;
    }

    /** What was loaded. */
    record Loaded(Optional<Instant> until, List<LoadedSource> sources, List<ViewReadiness> featureViews)
            implements Result {

        static Loaded of(LoadSummary summary) {
            return new Loaded(
                    TimeText.of(summary.report().untilMicros()),
                    summary.report().sources().stream().map(LoadedSource::of).toList(),
                    ViewReadiness.of(summary.views()));
        }

        @Override
        public void print(PrintStream out) {
            for (LoadedSource source : sources) {
                out.println(source.source());
                if (source.files().isEmpty()) {
                    out.println("  warning: no file matches its path; its features know ingested events alone");
                }
                source.files().forEach(file -> out.println("  " + file.describe()));
                if (source.archivedEvents() > 0) {
                    out.println("  archive: " + Counts.counted(source.archivedEvents(), "event")
                            + " for feature views that are new");
                }
                source.passedOver().forEach(events -> out.println("  " + events.describe()));
            }
            if (!featureViews.isEmpty()) {
                out.println("Ready: "
                        + featureViews.stream()
                                .filter(view -> view.readiness() == StoreStatus.Readiness.READY)
                                .map(ViewReadiness::featureView)
                                .collect(Collectors.joining(", ")));
            }
        }
    }

    /**
     * What was done with a source.
     *
     * @param archivedEvents that were read for feature views that had never been loaded
     * @param passedOver those of them that are none of one of these
     */
    record LoadedSource(String source, List<LoadedFile> files, long archivedEvents, List<PassedOverEvents> passedOver) {
        static LoadedSource of(SourceLoad load) {
            return new LoadedSource(
                    load.source(),
                    load.files().stream().map(LoadedFile::of).toList(),
                    load.backfilled(),
                    load.passedOver().stream().map(PassedOverEvents::of).toList());
        }
    }

    /**
     * Archived events that a feature view's contract refuses.
     *
     * @param reason what is wrong with the first of them
     */
    record PassedOverEvents(String featureView, long events, String reason) {
        static PassedOverEvents of(PassedOver events) {
            return new PassedOverEvents(events.view().toString(), events.events(), events.reason());
        }

        String describe() {
            return "warning: " + Counts.counted(events, "archived event") + (events == 1 ? " is" : " are") + " none of "
                    + featureView + ", in " + reason;
        }
    }

    /**
     * What was done with a file, and what of it is loaded now.
     *
     * @param outcome {@code loaded} or {@code unchanged} in JSON
     */
    record LoadedFile(
            String path,
            String sha256,
            @JsonSerialize(using = AsWord.class) LoadReport.Outcome outcome,
            long rows,
            long events,
            long quarantined,
            long dropped,
            long leftForLater,
            long erased) {

        static LoadedFile of(FileLoad load) {
            FileCounts counts = load.counts();
            return new LoadedFile(
                    load.file().path(),
                    load.file().sha256(),
                    load.outcome(),
                    counts.rows(),
                    counts.events(),
                    counts.quarantined(),
                    counts.dropped(),
                    counts.leftForLater(),
                    counts.erased());
        }

        String describe() {
            return path + (outcome == LoadReport.Outcome.UNCHANGED ? ", loaded before: " : ": ")
                    + Counts.counted(rows, "row")
                    + ", " + Counts.counted(events, "event") + Counts.part(quarantined, "quarantined")
                    + Counts.part(dropped, "dropped") + Counts.part(leftForLater, "left for later")
                    + Counts.part(erased, "of erased entities");
        }
    }

    @Override
    public Integer call() throws Exception {
        OptionalLong end = until == null ? OptionalLong.empty() : OptionalLong.of(TimeText.parseMicros(until));
        Start start = rebuild.isEmpty() ? Start.WHERE_THE_LAST_ENDED : Start.ANEW;
        try (StoreAccess store = StoreAccess.open(context, server)) {
            context.show(Loaded.of(load(store, new LoadRequest(rebuild, end, start))));
        }
        return ExitCode.DONE;
    }

    private LoadSummary load(StoreAccess store, LoadRequest request) {
        try (Progress progress = context.progress()) {
            return store.load(
                    request,
                    step -> progress.update(
                            "loading " + step.source(),
                            step.rowsRead(),
                            step.rowsTotal().orElse(0)));
        }
    }
}
