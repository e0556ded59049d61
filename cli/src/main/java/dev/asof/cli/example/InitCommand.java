package dev.asof.cli.example;

import dev.asof.cli.console.Result;
import dev.asof.cli.context.Context;
import dev.asof.cli.context.ExitCode;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code asof init}. */
@Command(
        name = "init",
        description = "Write a feature repository with a working example: definitions and made-up data.",
        footer = {"", "Examples:", "  asof init fraud-features"})
public final class InitCommand implements Callable<Integer> {
    private final Context context;

    @Parameters(paramLabel = "DIR", description = "The folder to write; it is new or empty.")
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    public InitCommand(Context context) {
        this.context = context;
    }

    /**
     * The repository that was written.
     *
     * @param next commands to go on with
     */
    record Started(Path folder, List<String> files, List<String> next) implements Result {
        @Override
        public void print(PrintStream out) {
            out.println("Wrote a feature repository about card payments to " + folder + ".");
            out.println("Next:");
            next.forEach(command -> out.println("  " + command));
            out.println("Its README.md tells the rest.");
        }
    }

    @Override
    public Integer call() {
        Path target = context.resolve(folder);
        ExampleRepository.write(target);
        context.show(new Started(
                target, ExampleRepository.FILES, List.of("cd " + folder, "asof validate", "asof plan", "asof apply")));
        return ExitCode.DONE;
    }
}
