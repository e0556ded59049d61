package dev.asof.cli.context;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options that every command has, before or after its name. */
public final class GlobalOptions {
    @Option(
            names = "-C",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            order = 100,
            description = "Run as if started in DIR: the feature repository, and where relative paths begin.")
    private @Nullable Path folder;

    @Option(
            names = "--json",
            scope = ScopeType.INHERIT,
            order = 101,
            description = "Write one JSON document to standard output, errors included.")
    private boolean json;

    @Option(
            names = "--debug",
            scope = ScopeType.INHERIT,
            order = 102,
            description = "Show stack traces and what libraries log.")
    private boolean debug;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            order = 103,
            description = "Show this help.")
    @SuppressWarnings("UnusedVariable")
    private boolean help;

    @Option(
            names = "--version",
            versionHelp = true,
            scope = ScopeType.INHERIT,
            order = 104,
            description = "Show the version of Asof.")
    @SuppressWarnings("UnusedVariable")
    private boolean version;

    /** Those of a command that is run in {@code folder}. */
    public static GlobalOptions in(Path folder) {
        GlobalOptions options = new GlobalOptions();
        options.folder = folder;
        return options;
    }

    /** Where to run; null for the folder that the command was started in. */
    @Nullable
    Path folder() {
        return folder;
    }

    /** Whether results and errors are written as JSON. */
    public boolean isJson() {
        return json;
    }

    /** Writes JSON from now on: where the command line could not be read, but says so. */
    public void writeJson() {
        json = true;
    }

    /** Whether stack traces are shown. */
    public boolean isDebug() {
        return debug;
    }
}
