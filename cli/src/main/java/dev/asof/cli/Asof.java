package dev.asof.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The root of the {@code asof} command. */
@Command(
        name = "asof",
        mixinStandardHelpOptions = true,
        version = "asof 0.1.0-SNAPSHOT",
        description = "A feature store whose training sets and online lookups cannot disagree.")
public final class Asof {

    private Asof() {}

    /** Runs the command line and exits with its code. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Asof()).execute(arguments));
    }
}
