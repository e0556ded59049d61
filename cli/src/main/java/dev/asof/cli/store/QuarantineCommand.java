package dev.asof.cli.store;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code asof quarantine}. */
@Command(
        name = "quarantine",
        synopsisSubcommandLabel = "COMMAND",
        description = "Look at rows that violate their source's contract, and offer them once more after a fix.",
        footer = {
            "",
            "Examples:",
            "  asof quarantine list --source payments",
            "  asof quarantine replay --source payments"
        })
public final class QuarantineCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name a command, such as 'asof quarantine list'.");
    }
}
