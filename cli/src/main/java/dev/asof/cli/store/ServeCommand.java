package dev.asof.cli.store;

import dev.asof.cli.console.Result;
import dev.asof.cli.context.AsofVersion;
import dev.asof.cli.context.Context;
import dev.asof.cli.context.ExitCode;
import dev.asof.cli.context.Setting;
import dev.asof.cli.context.Settings;
import dev.asof.online.OnlineStore;
import dev.asof.online.OnlineStoreOptions;
import dev.asof.online.ingest.IngestDurability;
import dev.asof.online.server.OnlineServer;
import dev.asof.online.server.ServerOptions;
import dev.asof.online.server.ServerOptions.Exposure;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code asof serve}. */
@Command(
        name = "serve",
        description = "Answer over gRPC from the online store, until Ctrl-C or SIGTERM.",
        footer = {
            "",
            "While it runs it owns the store: 'load', 'ingest' and 'status' go through it. When it is told to",
            "stop it turns new calls away, finishes running ones, archives accepted events, and exits with 0.",
            "There is no TLS yet, so it listens to this machine alone unless --insecure is given.",
            "",
            "Examples:",
            "  asof serve",
            "  asof serve --port 0",
            "  asof serve --durability interval(10ms)",
            "  asof serve --address 0.0.0.0 --port 7450 --insecure"
        })
public final class ServeCommand implements Callable<Integer> {
    private static final int GREATEST_PORT = 65_535;

    private final Context context;

    @Option(
            names = "--address",
            paramLabel = "ADDRESS",
            description = "The address to listen on; 127.0.0.1 if not given.")
    private @Nullable String address;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description =
                    "The port to listen on, 0 for any that is free; " + ServerOptions.DEFAULT_PORT + " if not given.")
    private @Nullable Integer port;

    @Option(names = "--insecure", description = "Allow an address that other machines can reach, without encryption.")
    private boolean insecure;

    @Option(
            names = "--durability",
            paramLabel = "WHEN",
            description = {
                "What an acknowledged event survives, beside the end of the process: fsync (the loss of power; the default),",
                "interval or interval(10ms) (the loss of power, but for the last moments), none."
            })
    private @Nullable String durability;

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

    @Override
    public Integer call() {
        Settings settings = context.settings();
        ServerOptions local = ServerOptions.onLoopback(
                settings.number(Setting.PORT, port, 0, GREATEST_PORT, ServerOptions.DEFAULT_PORT), AsofVersion.text());
        ServerOptions options = new ServerOptions(
                settings.find(Setting.ADDRESS, address)
                        .map(Settings.Found::text)
                        .orElse(local.host()),
                local.port(),
                insecure ? Exposure.INSECURE : Exposure.LOOPBACK,
                local.maxMessageBytes(),
                local.drain(),
                local.version());
        try (OnlineServer server = start(context, options, store(settings))) {
            context.show(new Serving(server.address(), ProcessHandle.current().pid()));
            server.awaitStop();
        } catch (InterruptedException e) {
            context.remark("Stopped.");
        }
        return ExitCode.DONE;
    }

    private OnlineStoreOptions store(Settings settings) {
        return settings.find(Setting.DURABILITY, durability)
                .map(found -> IngestDurability.parse(found.text(), found.place()))
                .map(OnlineStoreOptions.DEFAULT::with)
                .orElse(OnlineStoreOptions.DEFAULT);
    }

    /** Starts to answer from the repository's store. */
    public static OnlineServer start(Context context, ServerOptions options) {
        return start(context, options, OnlineStoreOptions.DEFAULT);
    }

    private static OnlineServer start(Context context, ServerOptions options, OnlineStoreOptions storeOptions) {
        OnlineStore store = OnlineStore.open(Wiring.of(context), storeOptions);
        return OnlineServer.start(store, options, context.terminal().clock());
    }
}
