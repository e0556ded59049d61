package dev.asof.cli.store;

import dev.asof.cli.console.Result;
import dev.asof.cli.context.AsofVersion;
import dev.asof.cli.context.Context;
import dev.asof.cli.context.StartCache;
import dev.asof.online.OnlineStoreOptions;
import dev.asof.online.server.OnlineServer;
import dev.asof.online.server.ServerOptions;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.CancellationException;

/** Runs a server that nobody else asks, for the JVM to learn what starting and answering takes; the JVM keeps that when it ends. */
final class Training {
    private static final Duration TIME = Duration.ofSeconds(10);

    private final Context context;

    Training(Context context) {
        this.context = context;
    }

    /** What the launcher now writes. */
    record Trained(String file) implements Result {
        @Override
        public void print(PrintStream out) {
            out.println("Writing " + file + ", which takes some seconds. 'asof serve' uses it from then on.");
        }
    }

    /**
     * Trains.
     *
     * @throws dev.asof.registry.error.AsofException INVALID_ARGUMENT if this JVM can't keep what it learns
     * @throws CancellationException if the thread is interrupted meanwhile
     */
    Trained run(OnlineStoreOptions store) {
        StartCache.requireTraining();
        try (OnlineServer server =
                ServeCommand.start(context, ServerOptions.onLoopback(0, AsofVersion.text()), store)) {
            long answered = server.warmUp(TIME);
            if (Thread.interrupted()) {
                throw new CancellationException();
            }
            if (answered == 0) {
                context.remark(
                        "Only the start was learnt: no feature service could be asked about anything that is stored."
                                + " Run 'asof load' first, then train again.");
            }
        }
        return new Trained(StartCache.trained());
    }
}
