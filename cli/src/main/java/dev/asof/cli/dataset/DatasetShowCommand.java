package dev.asof.cli.dataset;

import dev.asof.cli.context.Context;
import dev.asof.cli.context.ExitCode;
import dev.asof.offline.dataset.DatasetManifest;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code asof dataset show}. */
@Command(
        name = "show",
        description = "Show what a training set is made of, from the manifest beside it.",
        footer = {"", "Examples:", "  asof dataset show training.parquet", "  asof dataset show training.parquet --json"
        })
public final class DatasetShowCommand implements Callable<Integer> {
    private final Context context;

    @Parameters(paramLabel = "FILE", description = "The training set.")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    public DatasetShowCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        context.show(new DatasetSheet(file, DatasetManifest.read(context.resolve(file))));
        return ExitCode.DONE;
    }
}
