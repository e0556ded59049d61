package dev.asof.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options that every command has, before or after its name. */
final class GlobalOptions {
    @Option(
            names = "-C",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            order = 100,
            description = "Run as if started in DIR: the feature repository, and where relative paths begin.")
    @Nullable
    Path folder;

    @Option(
            names = "--json",
            scope = ScopeType.INHERIT,
            order = 101,
            description = "Write one JSON document to standard output, errors included.")
    boolean json;

    @Option(
            names = "--debug",
            scope = ScopeType.INHERIT,
            order = 102,
            description = "Show stack traces and what libraries log.")
    boolean debug;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            order = 103,
            description = "Show this help.")
    boolean help;
}
