package dev.asof.cli.context;

import dev.asof.cli.console.Json;
import dev.asof.cli.console.Progress;
import dev.asof.cli.console.Result;
import dev.asof.cli.console.Terminal;
import dev.asof.registry.diagnostic.Characters;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import dev.asof.registry.repository.FeatureRepository;
import java.nio.file.Files;
import java.nio.file.Path;

/** What every command is given: its surroundings and the options that all commands share. */
public record Context(Terminal terminal, GlobalOptions options) {

    /** The folder that the command runs in. */
    Path folder() {
        Path folder = options.folder();
        return (folder == null ? terminal.folder() : terminal.folder().resolve(folder))
                .toAbsolutePath()
                .normalize();
    }

    /** A path that the user named. */
    public Path resolve(Path path) {
        return folder().resolve(path).normalize();
    }

    /** The feature repository that the command is about. */
    public FeatureRepository repository() {
        if (!Files.isDirectory(folder())) {
            throw new AsofException(
                    ErrorCode.UNKNOWN_NAME,
                    "Cannot open feature repository " + folder() + ": there is no such folder.");
        }
        return new FeatureRepository(folder());
    }

    public Settings settings() {
        return Settings.read(terminal.variables(), repository().workingFolder().resolve("config"));
    }

    public Progress progress() {
        return Progress.on(terminal);
    }

    /** Writes a result the way that was asked for. */
    public void show(Result result) {
        if (options.isJson()) {
            terminal.out().println(Json.document(result));
        } else {
            result.show(terminal.out());
        }
        terminal.out().flush();
    }

    /** Writes a remark for people, on standard error. */
    public void remark(String text) {
        terminal.err().println(Characters.lines(text));
        terminal.err().flush();
    }
}
