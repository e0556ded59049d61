package dev.asof.cli;

import dev.asof.cli.console.Terminal;
import dev.asof.cli.console.Terminal.Screen;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;

/** What a command line wrote and how it ended, run in this process. */
record CommandRun(int exitCode, String out, String err) {

    /** The time of all runs. */
    static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");

    /** Where and with what a command line runs. */
    record Surroundings(Path folder, Map<String, String> variables, String in, Screen screen) {

        static Surroundings in(Path folder) {
            return new Surroundings(folder, Map.of(), "", Screen.PLAIN);
        }

        Surroundings with(Map<String, String> moreVariables) {
            return new Surroundings(folder, moreVariables, in, screen);
        }

        Surroundings piped(String text) {
            return new Surroundings(folder, variables, text, screen);
        }

        CommandRun run(String... arguments) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ByteArrayOutputStream err = new ByteArrayOutputStream();
            Terminal terminal = new Terminal(
                    new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)),
                    new PrintStream(out, true, StandardCharsets.UTF_8),
                    new PrintStream(err, true, StandardCharsets.UTF_8),
                    variables,
                    folder,
                    Clock.fixed(NOW, ZoneOffset.UTC),
                    screen);
            int exitCode = Asof.run(terminal, arguments);
            return new CommandRun(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        }
    }
}
