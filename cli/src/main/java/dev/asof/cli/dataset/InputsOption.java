package dev.asof.cli.dataset;

import dev.asof.offline.input.InputChoice;
import picocli.CommandLine.Option;

/** The option that says what is read offline. */
public final class InputsOption {
    @Option(
            names = "--inputs",
            paramLabel = "WHICH",
            defaultValue = "all",
            description = "What to read offline: the sources' files, the archive of ingested events, or all"
                    + " (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init")
    private InputChoice inputs;

    /** What was chosen. */
    public InputChoice choice() {
        return inputs;
    }
}
