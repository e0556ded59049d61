package dev.asof.cli;

import dev.asof.cli.console.Json;
import dev.asof.cli.console.Terminal;
import dev.asof.cli.context.ExitCode;
import dev.asof.cli.context.GlobalOptions;
import dev.asof.registry.diagnostic.Characters;
import dev.asof.registry.diagnostic.FileProblem;
import dev.asof.registry.diagnostic.Quoted;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import dev.asof.registry.error.NearestName;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Tells what went wrong, once and in one place, and with which exit code the command ends. */
final class Failures implements IExecutionExceptionHandler, IParameterExceptionHandler {
    private final Terminal terminal;
    private final GlobalOptions options;

    Failures(Terminal terminal, GlobalOptions options) {
        this.terminal = terminal;
        this.options = options;
    }

    /** The JSON form of a failure. */
    record FailureReport(Failure error) {
        record Failure(String code, String message) {}
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        return tell(failure);
    }

    @Override
    public int handleParseException(ParameterException failure, String[] arguments) {
        CommandLine command = failure.getCommandLine();
        if (List.of(arguments).contains("--json")) {
            options.writeJson();
        }
        String help = "Try '" + command.getCommandSpec().qualifiedName() + " --help'.";
        trace(failure);
        return print(ErrorCode.INVALID_ARGUMENT, message(failure) + " " + help);
    }

    /** Tells of any failure. */
    int tell(Throwable failure) {
        trace(failure);
        if (Cancellation.caused(failure)) {
            return print("CANCELLED", "Cancelled.", ExitCode.CANCELLED);
        }
        return switch (failure) {
            case AsofException known -> print(known.code(), String.valueOf(known.getMessage()));
            case IOException e ->
                print(ErrorCode.IO_FAILED, "Cannot read or write: " + FileProblem.reason(e, Path.of("")) + ".");
            case InvalidPathException e ->
                print(
                        ErrorCode.INVALID_ARGUMENT,
                        "Cannot use " + Quoted.of(e.getInput()) + " as a path: " + e.getReason() + ".");
            case OutOfMemoryError e ->
                print(
                        ErrorCode.LIMIT_EXCEEDED,
                        "Cannot go on: memory is exhausted (" + e.getMessage()
                                + "). Give the command more, with --memory where it has that, and as in ASOF_JAVA_OPTS=-Xmx8g.");
            default ->
                print(
                        ErrorCode.INTERNAL,
                        "Cannot go on: " + failure + ". This is a defect of Asof; '--debug' shows where.");
        };
    }

    private int print(ErrorCode code, String message) {
        return print(code.name(), message, code.kind().exitCode());
    }

    private int print(String code, String message, int exitCode) {
        if (options.isJson()) {
            terminal.out().println(Json.document(new FailureReport(new FailureReport.Failure(code, message))));
            terminal.out().flush();
        } else {
            terminal.err().println("asof: " + Characters.lines(message));
            terminal.err().flush();
        }
        return exitCode;
    }

    private void trace(Throwable failure) {
        if (options.isDebug()) {
            failure.printStackTrace(terminal.err());
        }
    }

    private static String message(ParameterException failure) {
        CommandLine command = failure.getCommandLine();
        // A misspelt option explains a missing one better than the other way round.
        List<String> unmatched = failure instanceof UnmatchedArgumentException words
                ? words.getUnmatched()
                : command.getUnmatchedArguments();
        if (!unmatched.isEmpty()) {
            return unmatched(command, unmatched.getFirst());
        }
        String message = String.valueOf(failure.getMessage()).strip().replaceFirst("^Error: ", "");
        return message.endsWith(".") || message.endsWith("?") ? message : message + ".";
    }

    private static String unmatched(CommandLine command, String word) {
        if (word.startsWith("-")) {
            TreeSet<String> options = new TreeSet<>();
            command.getCommandSpec().options().forEach(option -> options.addAll(List.of(option.names())));
            return "There is no option " + Quoted.of(word) + "." + NearestName.hint(options, word);
        }
        return command.getSubcommands().isEmpty()
                ? "'" + command.getCommandSpec().qualifiedName() + "' takes no such argument: " + Quoted.of(word) + "."
                : "There is no command " + Quoted.of(word) + "."
                        + NearestName.hint(command.getSubcommands().keySet(), word);
    }
}
