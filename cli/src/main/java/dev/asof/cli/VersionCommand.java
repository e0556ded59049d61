package dev.asof.cli;

import dev.asof.cli.console.Result;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code asof version}. */
@Command(name = "version", description = "Show the version of Asof and of the Java that runs it.")
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
                ofAsof(),
                Runtime.version().toString(),
                System.getProperty("os.name") + " " + System.getProperty("os.arch")));
        return ExitCode.DONE;
    }

    /** The version that the jar was built as. */
    static String ofAsof() {
        String built = Asof.class.getPackage().getImplementationVersion();
        return built == null ? "unpackaged" : built;
    }
}
