package dev.asof.cli.store;

import dev.asof.cli.console.Counts;
import dev.asof.cli.console.Result;
import dev.asof.cli.console.TextTable;
import dev.asof.cli.console.TextTable.Align;
import dev.asof.cli.console.Words;
import dev.asof.cli.context.Context;
import dev.asof.cli.context.ExitCode;
import dev.asof.cli.context.TimeText;
import dev.asof.online.StoreStatus;
import dev.asof.online.StoreStatus.ServiceStatus;
import dev.asof.online.StoreStatus.SourceStatus;
import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code asof status}. */
@Command(
        name = "status",
        description = "Show what the online store holds, per source and per feature view.",
        footer = {
            "",
            "Goes through the server that runs on the store; without one, opens the store itself.",
            "",
            "Examples:",
            "  asof status",
            "  asof status --json"
        })
public final class StatusCommand implements Callable<Integer> {
    private final Context context;

    @Mixin
    private final ServerOption server = new ServerOption();

    public StatusCommand(Context context) {
        this.context = context;
    }

    /** The state of the store, and the server that runs on it, if one does. */
    record Status(
            Optional<RunningServer> server,
            List<HeldSource> sources,
            List<ViewReadiness> featureViews,
            List<ServiceReadiness> featureServices)
            implements Result {

        static Status of(StoreAccess.Standing standing) {
            StoreStatus store = standing.store();
            return new Status(
                    standing.server(),
                    store.sources().stream().map(HeldSource::of).toList(),
                    ViewReadiness.of(store.views()),
                    store.services().stream().map(ServiceReadiness::of).toList());
        }

        @Override
        public void print(PrintStream out) {
            out.println(server.map(RunningServer::describe).orElse("No server runs on the online store."));
            sources.forEach(source -> print(out, source));
            TextTable table = TextTable.of(Align.LEFT, Align.LEFT, Align.LEFT);
            featureViews.forEach(view -> table.row("feature view", view.featureView(), Words.of(view.readiness())));
            featureServices.forEach(
                    service -> table.row("feature service", service.featureService(), service.readiness()));
            table.print(out, "");
        }

        private static void print(PrintStream out, HeldSource source) {
            out.println("source " + source.source());
            out.println("  from files    " + Counts.counted(source.filesLoaded(), "file") + ", "
                    + Counts.counted(source.rowsLoaded(), "row") + ", "
                    + Counts.counted(source.eventsLoaded(), "event")
                    + source.loadedUntil().map(until -> ", until " + until).orElse(""));
            out.println("  ingested      " + Counts.counted(source.eventsIngested(), "event") + ", "
                    + Counts.grouped(source.archived()) + " archived, "
                    + Counts.grouped(source.archivePending()) + " to be archived");
            out.println("  no events     " + Counts.grouped(source.quarantined()) + " quarantined, "
                    + Counts.grouped(source.dropped()) + " dropped, "
                    + Counts.grouped(source.refused()) + " refused");
            source.lastEventTime().ifPresent(time -> out.println("  last event    " + time));
            source.lastAcceptedAt().ifPresent(time -> out.println("  last accepted " + time));
        }
    }

    /** What the store holds of a source. */
    record HeldSource(
            String source,
            long filesLoaded,
            Optional<Instant> loadedUntil,
            long rowsLoaded,
            long eventsLoaded,
            long eventsIngested,
            long quarantined,
            long dropped,
            long refused,
            long archived,
            long archivePending,
            Optional<Instant> lastEventTime,
            Optional<Instant> lastAcceptedAt) {

        static HeldSource of(SourceStatus source) {
            return new HeldSource(
                    source.source(),
                    source.filesLoaded(),
                    TimeText.of(source.loadedUntilMicros()),
                    source.rowsLoaded(),
                    source.eventsLoaded(),
                    source.eventsIngested(),
                    source.quarantined(),
                    source.dropped(),
                    source.refused(),
                    source.archived(),
                    source.archivePending(),
                    TimeText.of(source.lastEventMicros()),
                    TimeText.of(source.lastAcceptedMicros()));
        }
    }

    /** A version of a feature service, {@code name@version}, and its readiness as {@link ViewReadiness#readiness}. */
    record ServiceReadiness(String featureService, String fingerprint, String readiness) {
        static ServiceReadiness of(ServiceStatus service) {
            return new ServiceReadiness(
                    service.service().toString(), service.fingerprint(), Words.of(service.readiness()));
        }
    }

    @Override
    public Integer call() throws Exception {
        try (StoreAccess store = StoreAccess.open(context, server)) {
            context.show(Status.of(store.standing()));
        }
        return ExitCode.DONE;
    }
}
