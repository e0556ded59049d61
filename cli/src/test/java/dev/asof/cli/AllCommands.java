package dev.asof.cli;

import dev.asof.cli.console.Terminal;
import dev.asof.cli.console.Terminal.Screen;
import dev.asof.cli.context.Context;
import dev.asof.cli.context.GlobalOptions;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import picocli.CommandLine;

/** All commands, to be described and not run. */
final class AllCommands {
    private AllCommands() {}

    static CommandLine all() {
        Terminal terminal = terminal(Clock.systemUTC());
        GlobalOptions options = new GlobalOptions();
        return Asof.commandLine(new Context(terminal, options), new Failures(terminal, options));
    }

    /** A terminal that nobody reads. */
    static Terminal terminal(Clock clock) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
        return new Terminal(
                InputStream.nullInputStream(),
                nowhere,
                nowhere,
                Map.of(),
                Path.of("").toAbsolutePath(),
                clock,
                Screen.PLAIN);
    }
}
