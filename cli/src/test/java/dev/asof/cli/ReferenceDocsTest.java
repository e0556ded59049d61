package dev.asof.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asof.cli.console.Result;
import dev.asof.cli.context.Setting;
import dev.asof.cli.dataset.DatasetBuildCommand;
import dev.asof.cli.dataset.DatasetSheet;
import dev.asof.cli.dataset.DatasetShowCommand;
import dev.asof.cli.registry.Plan;
import dev.asof.cli.registry.PlanCommand;
import dev.asof.registry.error.ErrorCode;
import dev.asof.registry.error.ErrorKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.OptionSpec;

/** Holds the generated pages to the code; run with {@code -Dasof.update=true} to write them. */
class ReferenceDocsTest {
    private static final Path DOCS = Path.of("../docs");

    @Test
    void theCommandReferenceIsWhatTheCommandsSay() throws IOException {
        CommandLine asof = AllCommands.all();
        StringBuilder page = new StringBuilder("""
                # The command line

                Generated from the commands; `asof COMMAND --help` shows the same.

                """);
        page.append("Every command also takes:\n\n```\n")
                .append(globalOptions(asof))
                .append("```\n\n");
        page.append("""
                With `--json`, standard output holds one JSON document, be it a result or an error
                (`{"error": {"code": ..., "message": ...}}`; the codes are in [errors.md](errors.md)). Its fields stay. Times are
                ISO 8601 in UTC, an absent value is `null`, and floats without a number in JSON are the strings `NaN`,
                `Infinity` and `-Infinity`. Progress and remarks go to standard error.

                | exit code | meaning |
                |---|---|
                | 0 | done |
                | 1 | done, and found differences or failures: mismatches, a refused plan, rejected events |
                | 2 | the input or the user is wrong |
                | 3 | the system failed |
                | 130 | cancelled |

                | setting | flag | environment | `.asof/config` |
                |---|---|---|---|
                """);
        for (Setting setting : Setting.values()) {
            page.append("| ")
                    .append(setting.key())
                    .append(" | ")
                    .append(isFlag(asof, setting.flag()) ? "`" + setting.flag() + "`" : "")
                    .append(" | `")
                    .append(setting.variable())
                    .append("` | `")
                    .append(setting.key())
                    .append(" = ...` |\n");
        }
        page.append("""

                A flag goes before the environment, that before the file, and that before the default. `ASOF_JAVA_OPTS` adds
                flags to the JVM, such as `ASOF_JAVA_OPTS=-Xmx8g`; `JAVA_HOME` chooses the JDK where it is 21 or newer. A variable
                that begins with `ASOF_` and that nothing reads is warned of, and ignored.

                Times in options are written as CAST reads them (see [expressions.md](expressions.md)): `2026-03-01`,
                `2026-03-01 12:00`, `2026-03-01T12:00:00.5+01:00`; without an offset they are UTC.
                """);
        append(page, asof);
        requireCurrent("command-line.md", page.toString());
    }

    @Test
    void theErrorCatalogueIsWhatTheCodeSays() throws IOException {
        StringBuilder page = new StringBuilder("""
                # Errors

                Generated from the catalogue in the code. Codes are stable: `asof --json` shows them, and a server sends them with
                its gRPC status. What a code means never changes; new ones may be added.

                | code | meaning | kind | exit code |
                |---|---|---|---|
                """);
        for (ErrorCode code : ErrorCode.values()) {
            page.append("| `")
                    .append(code.name())
                    .append("` | ")
                    .append(code.meaning())
                    .append(" | ");
            page.append(kind(code.kind()))
                    .append(" | ")
                    .append(code.kind().exitCode())
                    .append(" |\n");
        }
        page.append("""

                | kind | who can mend it |
                |---|---|
                | user | the input or the user is wrong; the same again cannot help |
                | not found | what was asked for does not exist |
                | precondition | something has to be done first; the message says what |
                | resource | a limit is exceeded or a resource is taken; later may help |
                | unavailable | a server cannot be reached or is stopping; again may help |
                | storage | a file cannot be read or written; who runs the system can make room, or mend the disk |
                | data loss | stored data is damaged or cannot be read |
                | internal | a defect of Asof |
                """);
        requireCurrent("errors.md", page.toString());
    }

    private static String kind(ErrorKind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static void append(StringBuilder page, CommandLine command) {
        for (CommandLine sub : command.getSubcommands().values()) {
            if (sub.getSubcommands().isEmpty()) {
                page.append("\n## ")
                        .append(sub.getCommandSpec().qualifiedName())
                        .append("\n\n```\n");
                sub.getCommandSpec().options().stream()
                        .filter(OptionSpec::inherited)
                        .toList()
                        .forEach(sub.getCommandSpec()::remove);
                page.append(stripped(sub.getUsageMessage(Ansi.OFF))).append("```\n");
                resultOf(sub.getCommandSpec().userObject().getClass())
                        .ifPresent(result -> page.append("\n`--json`: `")
                                .append(JsonShape.of(result))
                                .append("`\n"));
            }
            append(page, sub);
        }
    }

    /** The record that a command shows. */
    private static Optional<Class<?>> resultOf(Class<?> command) {
        if (command == PlanCommand.class) {
            return Optional.of(Plan.class);
        }
        if (command == DatasetBuildCommand.class || command == DatasetShowCommand.class) {
            return Optional.of(DatasetSheet.class);
        }
        return Arrays.stream(command.getDeclaredClasses())
                .filter(Result.class::isAssignableFrom)
                .findFirst();
    }

    private static boolean isFlag(CommandLine command, String flag) {
        return command.getCommandSpec().findOption(flag) != null
                || command.getSubcommands().values().stream().anyMatch(each -> isFlag(each, flag));
    }

    private static String globalOptions(CommandLine asof) {
        CommandLine.Help help = asof.getHelp();
        return stripped(help.optionList());
    }

    private static String stripped(String text) {
        return text.lines().map(String::stripTrailing).collect(Collectors.joining("\n", "", "\n"));
    }

    private static void requireCurrent(String name, String page) throws IOException {
        Path file = DOCS.resolve(name);
        if (Boolean.getBoolean("asof.update")) {
            Files.writeString(file, page);
        }
        assertThat(Arrays.asList(Files.readString(file).split("\n")))
                .as("docs/" + name + " is out of date: run this test with -Dasof.update=true")
                .isEqualTo(Arrays.asList(page.split("\n")));
    }
}
