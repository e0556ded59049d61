package dev.asof.cli.store;

import dev.asof.cli.console.Log;
import dev.asof.cli.console.Result;
import dev.asof.cli.context.Context;
import dev.asof.cli.context.ExitCode;
import dev.asof.cli.context.Settings;
import dev.asof.cli.context.StartCache;
import dev.asof.online.OnlineStore;
import dev.asof.online.OnlineStoreOptions;
import dev.asof.online.server.OnlineServer;
import dev.asof.online.server.ServerOptions;
import java.io.PrintStream;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code asof serve}. */
@Command(
        name = "serve",
        description = "Answer over gRPC from the online store, until Ctrl-C or SIGTERM.",
        footer = {
            "",
            "While it runs it owns the store: 'load', 'ingest' and 'status' go through it. When it is told to",
            "stop it turns new calls away, finishes running ones, archives accepted events, and exits with 0.",
            "It listens to this machine alone, unless it has TLS and asks who calls (see docs/operations.md), or",
            "--insecure is given. Each option can also be a line in .asof/config or an environment variable.",
            "",
            "Examples:",
            "  asof serve",
            "  asof serve --port 0",
            "  asof serve --train",
            "  asof serve --durability interval(10ms)",
            "  asof serve --http-port 7451",
            "  asof serve --address 0.0.0.0 --tls-certificate server.pem --tls-key server.key --tokens tokens",
            "  asof serve --address 0.0.0.0 --port 7450 --insecure"
        })
public final class ServeCommand implements Callable<Integer> {
    private final Context context;

    @Mixin
    private ServingOptions options = new ServingOptions();

    @Option(names = "--print-config", description = "Show what is in force and where it was said, and stop.")
    private boolean printConfig;

    @Option(
            names = "--train",
            description =
                    "Answer made-up requests for some seconds, keep what the JVM learns in ~/.cache/asof, and stop: later "
                            + "servers start faster, and answer fast from the first request on. Needs JDK 25 or newer.")
    private boolean train;

    public ServeCommand(Context context) {
        this.context = context;
    }

    /** A server that answers now. */
    record Serving(String address, long pid) implements Result {
        @Override
        public void print(PrintStream out) {
            out.println("Serving at " + address + " (process " + pid + "). Ctrl-C stops it.");
        }
    }

    /** What a server would run with. */
    record Config(Map<String, Settings.Found> settings) implements Result {
        @Override
        public void print(PrintStream out) {
            settings.forEach((name, found) -> out.println(name + " = " + found.text() + "    # " + found.place()));
        }
    }

    @Override
    public Integer call() {
        options.requireUsable(context);
        ServerOptions server = options.server(context);
        OnlineStoreOptions store = options.store(context.settings());
        if (printConfig) {
            context.show(new Config(options.effective(context.settings())));
            return ExitCode.DONE;
        }
        Log.use(options.logFormat(context.settings()));
        if (train) {
            context.show(new Training(context).run(store));
            return ExitCode.DONE;
        }
        StartCache.remarkWhereUnused(context);
        Optional<Tracing> tracing = Tracing.of(context.terminal().variables());
        try {
            serve(server.traced(tracing.map(Tracing::telemetry)), store);
        } finally {
            tracing.ifPresent(Tracing::close);
        }
        return ExitCode.DONE;
    }

    private void serve(ServerOptions server, OnlineStoreOptions store) {
        try (OnlineServer running = start(context, server, store)) {
            context.show(new Serving(running.address(), ProcessHandle.current().pid()));
            running.httpPort().ifPresent(port -> context.remark("Metrics and health are at port " + port + "."));
            running.awaitStop();
        } catch (InterruptedException e) {
            context.remark("Stopped.");
        }
    }

    /** Starts to answer from the repository's store. */
    public static OnlineServer start(Context context, ServerOptions options) {
        return start(context, options, OnlineStoreOptions.DEFAULT);
    }

    static OnlineServer start(Context context, ServerOptions options, OnlineStoreOptions storeOptions) {
        OnlineStore store = OnlineStore.open(Wiring.of(context), storeOptions);
        return OnlineServer.start(store, options, context.terminal().clock());
    }
}
