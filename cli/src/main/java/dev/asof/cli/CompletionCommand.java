package dev.asof.cli;

import dev.asof.cli.context.Context;
import dev.asof.cli.context.ExitCode;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code asof completion}. */
@Command(
        name = "completion",
        description = "Write the script that lets a shell complete asof commands.",
        footer = {
            "",
            "Examples:",
            "  source <(asof completion bash)",
            "  asof completion zsh > ~/.asof-completion && echo 'source ~/.asof-completion' >> ~/.zshrc"
        })
final class CompletionCommand implements Callable<Integer> {
    /** The constants that the values of an option or argument are. Commands take them in any letters, and documents write small ones. */
    private static final Pattern CONSTANTS = Pattern.compile("(?<=_args=\\()[^)]*");

    private final Context context;

    @Parameters(paramLabel = "SHELL", description = "bash or zsh.")
    @SuppressWarnings("NullAway.Init")
    private Shell shell;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    private enum Shell {
        BASH,
        ZSH
    }

    CompletionCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        String script = CONSTANTS
                .matcher(AutoComplete.bash("asof", spec.root().commandLine()))
                .replaceAll(values -> Matcher.quoteReplacement(values.group().toLowerCase(Locale.ROOT)));
        String before = switch (shell) {
            case BASH -> "";
            case ZSH -> "autoload -U +X compinit && compinit\nautoload -U +X bashcompinit && bashcompinit\n";
        };
        context.terminal().out().print(before + script);
        context.terminal().out().flush();
        return ExitCode.DONE;
    }
}
