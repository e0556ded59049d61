package dev.asof.cli.example;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.asof.cli.console.Terminal;
import dev.asof.cli.context.ExitCode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs commands in front of the audience: each is shown as it would be typed, with what it says below it. */
final class DemoStage {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String INDENT = "     ";

    private final CommandLineRunner commands;
    private final Terminal terminal;
    private final PrintStream audience;
    private final Path folder;
    private int step;

    /** @param audience where the demo tells its story */
    DemoStage(CommandLineRunner commands, Terminal terminal, PrintStream audience, Path folder) {
        this.commands = commands;
        this.terminal = terminal;
        this.audience = audience;
        this.folder = folder;
    }

    /** A command of the demo failed. */
    static final class CommandFailed extends Exception {
        private static final long serialVersionUID = 1L;

        private final int exitCode;

        CommandFailed(String command, int exitCode) {
            super("'" + command + "' ended with exit code " + exitCode);
            this.exitCode = exitCode;
        }

        int exitCode() {
            return exitCode;
        }
    }

    /** Opens a chapter. */
    void chapter(String title) {
        step++;
        audience.println();
        audience.println(" " + step + ". " + title);
    }

    /** Says something of a chapter. */
    void say(String text) {
        audience.println(INDENT + text);
    }

    /** Shows a command that is done another way. */
    void showCommand(String command) {
        audience.println("   $ " + command);
    }

    /** Shows and runs a command. */
    void run(String... words) throws CommandFailed {
        showCommand("asof " + String.join(" ", words));
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        int exitCode = run(said, words);
        said.toString(StandardCharsets.UTF_8).lines().forEach(this::say);
        require(exitCode, words);
    }

    /** Runs a command behind the scenes and gives its JSON. */
    JsonNode ask(String... words) throws CommandFailed {
        List<String> all = new ArrayList<>(List.of(words));
        all.add("--json");
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        int exitCode = run(said, all.toArray(String[]::new));
        if (exitCode != ExitCode.DONE) {
            say(said.toString(StandardCharsets.UTF_8));
        }
        require(exitCode, words);
        try {
            return JSON.readTree(said.toString(StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A command wrote other than JSON", e);
        }
    }

    private int run(ByteArrayOutputStream said, String... words) {
        PrintStream capture = new PrintStream(said, true, StandardCharsets.UTF_8);
        return commands.run(
                new Terminal(
                        terminal.in(),
                        capture,
                        capture,
                        terminal.variables(),
                        folder,
                        terminal.clock(),
                        Terminal.Screen.PLAIN),
                words);
    }

    private static void require(int exitCode, String... words) throws CommandFailed {
        if (exitCode != ExitCode.DONE) {
            throw new CommandFailed("asof " + String.join(" ", words), exitCode);
        }
    }
}
