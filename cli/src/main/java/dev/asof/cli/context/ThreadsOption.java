package dev.asof.cli.context;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option of how many threads an offline build uses. */
public final class ThreadsOption {
    private static final int MOST = 1024;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "How many threads to use; all cores if not given. The result is the same.")
    @Nullable
    Integer threads;

    public int count(Context context) {
        return context.settings()
                .number(Setting.THREADS, threads, 1, MOST, Runtime.getRuntime().availableProcessors());
    }
}
