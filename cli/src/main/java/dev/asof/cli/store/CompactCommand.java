package dev.asof.cli.store;

import dev.asof.cli.console.Result;
import dev.asof.cli.context.Context;
import dev.asof.cli.context.ExitCode;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code asof compact}. */
@Command(
        name = "compact",
        description = "Rewrite the online store, so that what was deleted or replaced takes no room.",
        footer = {"", "A server that runs on the store does it and goes on.", "", "Examples:", "  asof compact"})
public final class CompactCommand implements Callable<Integer> {
    private final Context context;

    @Mixin
    private final ServerOption server = new ServerOption();

    public CompactCommand(Context context) {
        this.context = context;
    }

    /** The store was rewritten; there is nothing to tell of it. */
    record Compacted() implements Result {
        @Override
        public void print(PrintStream out) {
            out.println("The online store is compacted.");
        }
    }

    @Override
    public Integer call() {
        try (StoreAccess store = StoreAccess.open(context, server)) {
            store.compact();
        }
        context.show(new Compacted());
        return ExitCode.DONE;
    }
}
