package dev.asof.cli.dataset;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code asof dataset}. */
@Command(
        name = "dataset",
        synopsisSubcommandLabel = "COMMAND",
        description = "Build training sets, and look at what they are made of.",
        footer = {
            "",
            "Examples:",
            "  asof dataset build --service churn@3 --observations labels.parquet --out training.parquet",
            "  asof dataset show training.parquet",
            "  asof dataset rebuild training.parquet"
        })
public final class DatasetCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name a command, such as 'asof dataset build'.");
    }
}
