package dev.asof.cli;

import dev.asof.cli.console.Log;
import dev.asof.cli.console.PipeInput;
import dev.asof.cli.console.Terminal;
import dev.asof.cli.console.Terminal.Screen;
import dev.asof.cli.context.AsofVersion;
import dev.asof.cli.context.Context;
import dev.asof.cli.context.GlobalOptions;
import dev.asof.cli.context.Variables;
import dev.asof.online.server.OnlineServer;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The root of the {@code asof} command. */
@Command(
        name = "asof",
        header = "A feature store whose training sets and online lookups cannot disagree.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Start with 'asof demo', or with 'asof init DIR' and the README.md that it writes.",
            "",
            "Exit codes: 0 done, 1 found differences or failures, 2 the input or the user is wrong,",
            "3 the system failed, 130 cancelled.",
            "",
            "A flag such as --server goes before its environment variable (ASOF_SERVER), that before",
            "'.asof/config' (lines such as 'server = host:port'), and that before the default."
        })
public final class Asof implements Runnable {
    private static final int HELP_WIDTH = 100;

    @Mixin
    private final GlobalOptions options;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    private Asof(GlobalOptions options) {
        this.options = options;
    }

    /** Runs the command line and exits with its code. */
    public static void main(String[] arguments) {
        List<String> words = List.of(arguments);
        logAsAsked(words);
        if (isServe(words)) {
            OnlineServer.loadLibrariesBeside();
        }
        Cancellation.interruptThisThread();
        System.exit(run(realTerminal(), arguments));
    }

    /** Runs one command line in the given surroundings. */
    static int run(Terminal terminal, String... arguments) {
        GlobalOptions options = new GlobalOptions();
        Failures failures = new Failures(terminal, options);
        try {
            Context context = new Context(terminal, options);
            Variables.warnings(terminal.variables()).forEach(warning -> context.remark("warning: " + warning));
            return commandLine(context, failures, named(List.of(arguments))).execute(arguments);
        } catch (Exception | Error failure) {
            return failures.tell(failure);
        }
    }

    /** All commands, ready to be run or described. */
    static CommandLine commandLine(Context context, Failures failures) {
        return commandLine(context, failures, EnumSet.allOf(Subcommand.class));
    }

    private static CommandLine commandLine(Context context, Failures failures, Set<Subcommand> commands) {
        CommandLine commandLine = new CommandLine(new Asof(context.options()));
        commands.forEach(command -> command.addTo(commandLine, context));
        commandLine.setOut(new PrintWriter(context.terminal().out(), true, StandardCharsets.UTF_8));
        commandLine.setErr(new PrintWriter(context.terminal().err(), true, StandardCharsets.UTF_8));
        commandLine.setExecutionExceptionHandler(failures);
        commandLine.setParameterExceptionHandler(failures);
        commandLine.setExpandAtFiles(false);
        commandLine.setUsageHelpWidth(HELP_WIDTH);
        layOutHelp(commandLine);
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        return commandLine;
    }

    /** Options in the order of their declaration, the global ones last. */
    private static void layOutHelp(CommandLine command) {
        command.getCommandSpec().version("asof " + AsofVersion.text());
        command.getCommandSpec().usageMessage().sortOptions(false).abbreviateSynopsis(true);
        command.getSubcommands().values().forEach(Asof::layOutHelp);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name a command, such as 'asof demo'.");
    }

    private static Terminal realTerminal() {
        return new Terminal(
                new PipeInput(),
                utf8(FileDescriptor.out),
                utf8(FileDescriptor.err),
                System.getenv(),
                Path.of("").toAbsolutePath(),
                Clock.systemUTC(),
                Boolean.getBoolean("asof.terminal") ? Screen.INTERACTIVE : Screen.PLAIN);
    }

    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(
                new BufferedOutputStream(new FileOutputStream(descriptor)), true, StandardCharsets.UTF_8);
    }

    /** The command that is named, alone: to make all takes longer than many of them run. All where none is, or one that tells of others. */
    private static Set<Subcommand> named(List<String> words) {
        return Subcommand.named(command(words))
                .filter(command -> !command.tellsOfOthers())
                .map(EnumSet::of)
                .orElseGet(() -> EnumSet.allOf(Subcommand.class));
    }

    private static boolean isServe(List<String> words) {
        return command(words).equals("serve");
    }

    /** The first word that is neither an option nor the folder of {@code -C}; empty if there is none. */
    private static String command(List<String> words) {
        for (int i = 0; i < words.size(); i++) {
            if (words.get(i).equals("-C")) {
                i++;
            } else if (!words.get(i).startsWith("-")) {
                return words.get(i);
            }
        }
        return "";
    }

    /** A server says what it does; of other commands only what they don't tell themselves goes to the log. */
    private static void logAsAsked(List<String> words) {
        Log.begin();
        if (words.contains("--debug")) {
            Log.debug();
        } else if (!isServe(words)) {
            Log.quieten();
        }
    }
}
