package dev.asof.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asof.cli.CommandRun.Surroundings;
import dev.asof.cli.context.Setting;
import dev.asof.cli.context.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class UsageTest {
    @TempDir
    private Path folder;

    @Test
    void anUnknownCommandIsAnsweredWithWhatWasProbablyMeant() {
        CommandRun run = run("aply");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).isEqualTo("asof: There is no command 'aply'. Did you mean 'apply'? Try 'asof --help'.\n");
    }

    @Test
    void anUnknownOptionIsAnsweredWithWhatWasProbablyMeant() {
        CommandRun run = run("get", "--servce", "churn@3", "customer_id=1");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .isEqualTo("asof: There is no option '--servce'. Did you mean '--service'? Try 'asof get --help'.\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bash", "zsh"})
    void completionOffersValuesInSmallLetters(String shell) {
        CommandRun run = run("completion", shell);

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains(
                        "(\"parquet\" \"arrow\" \"csv\") # --format values",
                        "(\"files\" \"archive\" \"all\") # --inputs values",
                        "(\"bash\" \"zsh\") # 0-0 values")
                .doesNotContain("\"PARQUET\"", "\"BASH\"");
    }

    @Test
    void aWordTooManyIsAnError() {
        CommandRun run = run("plan", "everything");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .isEqualTo("asof: 'asof plan' takes no such argument: 'everything'. Try 'asof plan --help'.\n");
    }

    @Test
    void allThatIsWrongWithSettingsIsToldAtOnce() throws IOException {
        run("init", "repository");
        Path config =
                Files.createDirectories(folder.resolve("repository/.asof")).resolve("config");
        Files.writeString(config, "prot = 1\nport = many\nnothing\ncache_mib = 2\nport = 7451\n");
        CommandRun file = run("-C", "repository", "serve", "--print-config");

        assertThat(file.exitCode()).isEqualTo(2);
        assertThat(file.err())
                .contains("line 1: there is no setting 'prot'. Did you mean 'port'?")
                .contains("line 3: it is not 'key = value'.")
                .contains("line 5: 'port' is set in line 2 as well.");

        Files.writeString(config, "port = many\ncache_mib = 2\nlog_format = xml\ncalls_per_connection = 0\n");
        CommandRun values = run(
                "-C",
                "repository",
                "serve",
                "--print-config",
                "--tokens",
                "none",
                "--durability",
                "never",
                "--tls-key",
                "key");

        assertThat(values.exitCode()).isEqualTo(2);
        assertThat(values.err())
                .contains("port 'many'")
                .contains("cache_mib '2'")
                .contains("log_format 'xml'")
                .contains("calls_per_connection '0' of config:4: it is not a whole number from 1 to 1000000.")
                .contains("tokens of --tokens")
                .contains("'never'")
                .contains("tls_key of --tls-key");
    }

    @Test
    void whatIsInForceIsShownWithWhereItWasSaid() throws IOException {
        run("init", "repository");
        Path config =
                Files.createDirectories(folder.resolve("repository/.asof")).resolve("config");
        Files.writeString(config, "calls_per_connection = 200\n");
        String[] show = {"-C", "repository", "serve", "--print-config"};

        assertThat(run(show).out()).contains("calls_per_connection = 200    # config:1\n");
        CommandRun variable = Surroundings.in(folder)
                .with(Map.of("ASOF_CALLS_PER_CONNECTION", "300"))
                .run(show);
        assertThat(variable.out()).contains("calls_per_connection = 300    # ASOF_CALLS_PER_CONNECTION\n");
        assertThat(run("-C", "repository", "serve", "--print-config", "--calls-per-connection", "400")
                        .out())
                .contains("calls_per_connection = 400    # --calls-per-connection\n");
        Files.delete(config);
        assertThat(run(show).out()).contains("calls_per_connection = 1000    # default\n");
    }

    @Test
    void trainingIsRefusedWhereNothingWouldBeKept() {
        run("init", "repository");
        CommandRun run = run("-C", "repository", "serve", "--train");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).startsWith("asof: Cannot train: ");
    }

    @Test
    void trainingByABuildIsRefusedBeforeAnythingIsRead() {
        CommandRun run =
                run("dataset", "build", "--service", "churn@3", "--observations", "none", "--out", "none", "--train");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).startsWith("asof: Cannot train: ");
    }

    @Test
    void aCommandByItselfHasTheHelpThatItHasAmongAll() {
        assertThat(run("dataset", "build", "--help").out())
                .isNotEmpty()
                .isEqualTo(run("help", "dataset", "build").out());
        assertThat(run("erase", "--help").out()).isEqualTo(run("help", "erase").out());
    }

    @Test
    void aReasonIsOneOfThoseThatTheHelpTells() {
        String reasons = "type, null, min, max, one_of, utf8, late.";
        run("init", "repository");
        CommandRun run = run("-C", "repository", "quarantine", "list", "--reason", "erased");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .isEqualTo("asof: Cannot look for rows with reason 'erased': the reasons are " + reasons + "\n");
        assertThat(run("quarantine", "list", "--help").out().replaceAll("\\s+", " "))
                .contains(reasons);
    }

    @Test
    void aMissingArgumentIsNamed() {
        CommandRun run = run("init");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).isEqualTo("asof: Missing required parameter: 'DIR'. Try 'asof init --help'.\n");
    }

    @Test
    void whatIsMissingOfSeveralIsNamedWithoutAWordBeforeIt() {
        assertThat(run("verify", "--service", "x").err())
                .startsWith("asof: Missing required argument (specify one of these): ");
    }

    @Test
    void noCommandAtAllIsAnError() {
        CommandRun run = run();

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).isEqualTo("asof: Name a command, such as 'asof demo'. Try 'asof --help'.\n");
    }

    @Test
    void aUsageErrorIsOneJsonDocumentWhereJsonIsAsked() {
        CommandRun run = run("aply", "--json");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).isEqualTo("""
                        {
                          "error" : {
                            "code" : "INVALID_ARGUMENT",
                            "message" : "There is no command 'aply'. Did you mean 'apply'? Try 'asof --help'."
                          }
                        }
                        """);
    }

    @Test
    void stackTracesAreShownOnlyWhenAskedFor() {
        assertThat(run("-C", "nowhere", "list").err())
                .isEqualTo("asof: Cannot open feature repository " + folder.resolve("nowhere")
                        + ": there is no such folder.\n");
        assertThat(run("-C", "nowhere", "list", "--debug").err()).contains("AsofException", "\tat ");
    }

    @Test
    void globalOptionsStandBeforeOrAfterTheCommand() {
        assertThat(run("--json", "version").out())
                .isEqualTo(run("version", "--json").out())
                .contains("\"asof\"");
    }

    @Test
    void helpAndVersionAreWhereOthersHaveThem() {
        assertThat(run("--version").out()).startsWith("asof ").hasLineCount(1);
        assertThat(run("help").out()).isEqualTo(run("--help").out());
        assertThat(run("help", "dataset", "build").out())
                .isEqualTo(run("dataset", "build", "--help").out())
                .contains("--observations");
        assertThat(run("help", "dataset", "bild").err())
                .isEqualTo("asof: There is no command 'bild'. Did you mean 'build'? Try 'asof help --help'.\n");
    }

    @Test
    void hostileArgumentsAreQuotedHarmlessly() {
        CommandRun run = run("\u001b[31m" + "x".repeat(10_000));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).doesNotContain("\u001b").hasSizeLessThan(200);
    }

    @Test
    void argumentsAreNeverReadFromFiles() {
        assertThat(run("@secret").err()).contains("'@secret'");
    }

    static List<String> commandNames() {
        return names("", AllCommands.all());
    }

    private static List<String> names(String prefix, CommandLine command) {
        return command.getSubcommands().entrySet().stream()
                .flatMap(sub -> java.util.stream.Stream.concat(
                        java.util.stream.Stream.of(prefix + sub.getKey()),
                        names(prefix + sub.getKey() + " ", sub.getValue()).stream()))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("commandNames")
    void everyCommandHasHelpThatFitsATerminal(String command) {
        String[] arguments = (command + " --help").split(" ");
        CommandRun run = run(arguments);

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("asof " + command).contains("--json");
        assertThat(run.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(110));
    }

    @Test
    void settingsGoFlagThenEnvironmentThenFileThenDefault() throws java.io.IOException {
        Path file = folder.resolve("config");
        Files.writeString(file, "# mine\nport = 7001\n");
        Settings withVariable = Settings.read(Map.of("ASOF_PORT", "7002"), file);
        Settings withFile = Settings.read(Map.of(), file);
        Settings withNothing = Settings.read(Map.of(), folder.resolve("none"));

        assertThat(withVariable.number(Setting.PORT, 7003, 0, 65_535, 7450)).isEqualTo(7003);
        assertThat(withVariable.number(Setting.PORT, null, 0, 65_535, 7450)).isEqualTo(7002);
        assertThat(withFile.number(Setting.PORT, null, 0, 65_535, 7450)).isEqualTo(7001);
        assertThat(withNothing.number(Setting.PORT, null, 0, 65_535, 7450)).isEqualTo(7450);
    }

    @Test
    void aSettingThatNobodyKnowsIsAnError() throws java.io.IOException {
        java.nio.file.Files.createDirectories(folder.resolve(".asof"));
        Files.writeString(folder.resolve(".asof/config"), "sever = localhost:1\n");

        CommandRun run = run("get", "--service", "churn@3", "customer_id=1");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).endsWith(".asof/config, line 1: there is no setting 'sever'. Did you mean 'server'?\n");
    }

    @Test
    void aVariableThatNobodyReadsIsSaidBesideTheResult() {
        CommandRun run =
                Surroundings.in(folder).with(Map.of("ASOF_SEVER", "secret:1")).run("version", "--json");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).isEqualTo(run("version", "--json").out());
        assertThat(run.err())
                .isEqualTo("warning: There is no variable 'ASOF_SEVER' that Asof reads, so it is ignored. Did you mean"
                        + " 'ASOF_SERVER'?\n");
    }

    private CommandRun run(String... arguments) {
        return Surroundings.in(folder).run(arguments);
    }
}
