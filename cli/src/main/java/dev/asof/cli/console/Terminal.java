package dev.asof.cli.console;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/**
 * What surrounds a command: its streams, environment, folder and clock. Everything that a command learns of the world
 * besides files and servers comes through here.
 *
 * @param in standard input
 * @param out standard output: what was asked for
 * @param err standard error: progress and what went wrong
 * @param variables the environment
 * @param folder the folder that relative paths start from
 * @param clock the wall clock
 * @param screen what standard error is shown on
 */
public record Terminal(
        InputStream in,
        PrintStream out,
        PrintStream err,
        Map<String, String> variables,
        Path folder,
        Clock clock,
        Screen screen) {

    /** What standard error is shown on. */
    public enum Screen {
        /** A terminal, where a line can be redrawn. */
        INTERACTIVE,
        /** A pipe or a file, where only whole lines make sense. */
        PLAIN
    }

    public Terminal {
        variables = Map.copyOf(variables);
    }
}
