package dev.asof.cli;

import dev.asof.cli.client.StoreStatus;
import dev.asof.cli.client.StoreStatus.ServiceStatus;
import dev.asof.cli.client.StoreStatus.SourceStatus;
import dev.asof.cli.client.ViewStatus;
import dev.asof.cli.console.Numbers;
import dev.asof.cli.console.Result;
import dev.asof.cli.console.TextTable;
import dev.asof.cli.console.TextTable.Align;
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
final class StatusCommand implements Callable<Integer> {
    private final Context context;

    @Mixin
    private final ServerOption server = new ServerOption();

    StatusCommand(Context context) {
        this.context = context;
    }

    /** The state of the store, and the server that runs on it, if one does. */
    record Status(
            Optional<RunningServer> server,
            List<SourceStatus> sources,
            List<ViewStatus> featureViews,
            List<ServiceStatus> featureServices)
            implements Result {

        @Override
        public void print(PrintStream out) {
            out.println(server.map(RunningServer::describe).orElse("No server runs on the online store."));
            sources.forEach(source -> print(out, source));
            TextTable table = TextTable.of(Align.LEFT, Align.LEFT, Align.LEFT);
            featureViews.forEach(view -> table.row("feature view", view.featureView(), view.readiness()));
            featureServices.forEach(
                    service -> table.row("feature service", service.featureService(), service.readiness()));
            table.print(out, "");
        }

        private static void print(PrintStream out, SourceStatus source) {
            out.println("source " + source.source());
            out.println("  from files   " + Numbers.counted(source.filesLoaded(), "file") + ", "
                    + Numbers.counted(source.rowsLoaded(), "row") + ", "
                    + Numbers.counted(source.eventsLoaded(), "event")
                    + source.loadedUntil().map(until -> ", until " + until).orElse(""));
            out.println("  ingested     " + Numbers.counted(source.eventsIngested(), "event") + ", "
                    + Numbers.grouped(source.archived()) + " archived, "
                    + Numbers.grouped(source.archivePending()) + " to be archived");
            out.println("  no events    " + Numbers.grouped(source.quarantined()) + " quarantined, "
                    + Numbers.grouped(source.dropped()) + " dropped, "
                    + Numbers.grouped(source.refused()) + " refused");
            source.lastEventTime().ifPresent(time -> out.println("  last event   " + time));
            source.lastAcceptedAt().ifPresent(time -> out.println("  last accepted " + time));
        }
    }

    /** A server that runs. */
    record RunningServer(String address, String version, long pid, Instant startedAt, int storeFormat) {
        String describe() {
            return "A server answers at " + address + " (process " + pid + ", asof " + version + ", since " + startedAt
                    + ").";
        }
    }

    @Override
    public Integer call() throws Exception {
        try (StoreAccess store = StoreAccess.open(context, server)) {
            StoreStatus status = store.status();
            context.show(new Status(
                    store.runningServer()
                            .map(address -> new RunningServer(
                                    address.toString(),
                                    status.server().version(),
                                    status.server().pid(),
                                    status.server().startedAt(),
                                    status.server().storeFormat())),
                    status.sources(),
                    status.featureViews(),
                    status.featureServices()));
        }
        return ExitCode.DONE;
    }
}
