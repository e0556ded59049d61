package dev.asof.cli.store;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code asof state}. */
@Command(
        name = "state",
        synopsisSubcommandLabel = "COMMAND",
        description = "Look at what the online store has stored.",
        footer = {"", "Examples:", "  asof state show customer_id=17850"})
public final class StateCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "Name a command, such as 'asof state show customer_id=17850'.");
    }
}
