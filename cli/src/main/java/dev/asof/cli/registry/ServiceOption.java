package dev.asof.cli.registry;

import picocli.CommandLine.Option;

/** The option that names a feature service. */
public final class ServiceOption {
    @Option(
            names = "--service",
            required = true,
            paramLabel = "NAME@VERSION",
            description = "The feature service; without a version the newest.")
    @SuppressWarnings("NullAway.Init")
    private String service;

    /** The name as it was given. */
    public String text() {
        return service;
    }
}
