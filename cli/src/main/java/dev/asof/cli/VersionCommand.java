package dev.asof.cli;

import dev.asof.cli.console.Result;
import dev.asof.cli.context.AsofVersion;
import dev.asof.cli.context.Context;
import dev.asof.cli.context.ExitCode;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code asof version}. */
@Command(
        name = "version",
        description = "Show the version of Asof and of the Java that runs it.",
        footer = {"", "Examples:", "  asof version", "  asof version --json"})
final class VersionCommand implements Callable<Integer> {
    private final Context context;

    VersionCommand(Context context) {
        this.context = context;
    }

    record Versions(String asof, String java, String os) implements Result {
        @Override
        public void print(PrintStream out) {
            out.println("asof " + asof + " (Java " + java + ", " + os + ")");
        }
    }

    @Override
    public Integer call() {
        context.show(new Versions(
                AsofVersion.text(),
                Runtime.version().toString(),
                System.getProperty("os.name") + " " + System.getProperty("os.arch")));
        return ExitCode.DONE;
    }
}
