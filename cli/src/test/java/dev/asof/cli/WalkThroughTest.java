package dev.asof.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asof.cli.CommandRun.Surroundings;
import dev.asof.cli.context.Context;
import dev.asof.cli.context.GlobalOptions;
import dev.asof.cli.store.ServeCommand;
import dev.asof.online.server.OnlineServer;
import dev.asof.online.server.ServerOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands on the example repository, as the README has them. */
class WalkThroughTest {
    private static final String[] BUILD = {
        "dataset",
        "build",
        "--service",
        "fraud_check",
        "--observations",
        "data/labels.parquet",
        "--out",
        "t.parquet",
        "--label",
        "is_fraud"
    };
    private static final String[] GET = {
        "get", "--service", "fraud_check@1", "card_id=17", "terminal_id=3", "--as-of", "2026-03-02T10:00:00Z"
    };

    @TempDir
    private Path folder;

    private Path repository;

    @BeforeEach
    void startRepository() {
        repository = folder.resolve("fraud");
        assertThat(Surroundings.in(folder).run("init", "fraud").err()).isEmpty();
    }

    @Test
    void initRefusesAFolderThatHoldsSomething() {
        CommandRun again = Surroundings.in(folder).run("init", "fraud");

        assertThat(again.exitCode()).isEqualTo(2);
        assertThat(again.err())
                .isEqualTo("asof: Cannot start a feature repository in " + repository
                        + ": it exists and is not an empty folder. Name a new one.\n");
    }

    @Test
    void initLeavesNothingButTheRepository() {
        assertThat(folder.toFile().list()).containsExactly("fraud");
    }

    @Test
    void validateCountsWhatThereIs() {
        assertThat(run("validate").out())
                .isEqualTo("Valid: 2 entities, 1 source, 2 feature views with 10 features, 1 feature service.\n");
    }

    @Test
    void validateShowsEveryMistakeWithItsPlace() throws IOException {
        Path view = repository.resolve("card_spending.yaml");
        Files.writeString(view, Files.readString(view).replace("sum(amount), window: 24h", "sum(amuont), window: 24x"));

        CommandRun text = run("validate");
        CommandRun json = run("validate", "--json");

        assertThat(text.exitCode()).isEqualTo(2);
        assertThat(text.out()).isEmpty();
        assertThat(text.err())
                .startsWith("asof: Cannot read the definitions: ")
                .contains("card_spending.yaml:12:33: ", "      spent_24h:    {aggregate: sum(amuont)", "^\n")
                .contains("Did you mean 'amount'?", "'24x' is not a span of time");
        assertThat(json.exitCode()).isEqualTo(2);
        assertThat(json.err()).isEmpty();
        assertThat(json.out()).contains("\"valid\" : false", "\"file\" : \"card_spending.yaml\"", "\"line\" : 12");
    }

    @Test
    void aPathThatMatchesNothingIsWarnedOf() throws IOException {
        Files.delete(repository.resolve("data/payments.parquet"));

        CommandRun run = run("validate");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .endsWith("warning: no file matches the path of source 'payments', data/payments.parquet: its features"
                        + " know ingested events alone\n");
    }

    @Test
    void planAndApplyTellWhatChanges() {
        assertThat(run("plan").out()).isEqualTo("""
                        + entity card
                        + entity terminal
                        + source payments
                        + feature view card_spending@1
                        + feature view terminal_risk@1
                        + feature service fraud_check@1
                        To load before serving:
                            card_spending@1 from source payments (data/payments.parquet)
                                keeps all events (no horizon), about 65 bytes each; 6 partial states a block
                            terminal_risk@1 from source payments (data/payments.parquet)
                                keeps all events (no horizon), about 40 bytes each; 2 partial states a block
                        Run 'asof apply' to register this.
                        """);
        assertThat(run("apply").out()).endsWith("Applied, number 1.\n");
        assertThat(run("plan").out()).isEqualTo("Nothing to apply: the registry has what the files say.\n");
        assertThat(run("list").out()).isEqualTo("""
                        KIND             NAME             DESCRIPTION
                        entity           card             A payment card.
                        entity           terminal         A shop's payment terminal.
                        source           payments         Card payments, as terminals report them.
                        feature_view     card_spending@1  What a card was used for before the moment that is asked about.
                        feature_view     terminal_risk@1  How often payments at a terminal turned out to be fraud.
                        feature_service  fraud_check@1    What the fraud model needs to judge a payment.
                        """);
        assertThat(run("show", "card_spending@1:spent_24h").out()).isEqualTo("""
                        feature: card_spending@1:spent_24h
                        aggregate: sum(amount)
                        window: 1d
                        type: float64
                        closed: left
                        default: 0.0
                        column: card_spending__spent_24h
                        """);
        assertThat(run("show", "card_spending@1").out())
                .contains("contract:\n", "  event_time: ", "  columns:\n", "  keys: {card_id: card_id}\n");
        assertThat(run("show", "fraud_chek").err())
                .isEqualTo("asof: Cannot show 'fraud_chek': nothing of this name is registered."
                        + " Did you mean 'fraud_check'?\n");
    }

    @Test
    void aChangedMeaningIsRefusedAndAChangedDescriptionIsNot() throws IOException {
        run("apply");
        Path view = repository.resolve("terminal_risk.yaml");
        String before = Files.readString(view);
        Files.writeString(view, before.replace("window: 28d, default", "window: 27d, default"));

        CommandRun plan = run("plan");
        CommandRun apply = run("apply");
        Files.writeString(view, before.replace("How often", "How very often"));

        assertThat(plan.exitCode()).isEqualTo(1);
        assertThat(plan.out()).contains("! feature view terminal_risk@1", "28d -> 27d");
        assertThat(apply.exitCode()).isEqualTo(2);
        assertThat(apply.err()).contains("28d -> 27d", "Raise the version");
        assertThat(run("plan").exitCode()).isZero();
        assertThat(run("apply").out()).endsWith("Applied, number 2.\n");
    }

    @Test
    void aTrainingSetIsTheSameBytesForAnyNumberOfThreads() throws IOException {
        run("apply");
        CommandRun first = run(BUILD);
        byte[] bytes = Files.readAllBytes(repository.resolve("t.parquet"));
        CommandRun second =
                Surroundings.in(repository).with(Map.of("ASOF_THREADS", "1")).run(BUILD);

        assertThat(first.err()).isEmpty();
        assertThat(first.out()).startsWith("t.parquet: 20,991 rows, 10 features of fraud_check@1\n");
        assertThat(first.out()).doesNotContain("warning");
        assertThat(first.out()).contains("from data/payments.parquet: 45,462 rows, 20 break the contract (quarantine)");
        assertThat(second.out()).isEqualTo(first.out());
        assertThat(Files.readAllBytes(repository.resolve("t.parquet"))).isEqualTo(bytes);
        assertThat(run("dataset", "show", "t.parquet").out()).isEqualTo(first.out());
        assertThat(run("dataset", "show", "t.parquet", "--json").out())
                .contains("\"path\" : \"t.parquet\"", "\"rows\" : 20991", "\"dataset_id\" : ", "\"p50\" : ");
        assertThat(run("dataset", "rebuild", "t.parquet"))
                .isEqualTo(new CommandRun(0, "t.parquet: built again, the same bytes\n", ""));
        aManifestThatSaysOtherwiseIsTold();
        Files.writeString(repository.resolve("data/labels.parquet"), "something else");
        assertThat(run("dataset", "rebuild", "t.parquet"))
                .isEqualTo(new CommandRun(
                        1,
                        "t.parquet: not built again, as not the same goes in\n"
                                + "  observations data/labels.parquet have changed\n",
                        ""));
    }

    private void aManifestThatSaysOtherwiseIsTold() throws IOException {
        Path file = repository.resolve("t.parquet.manifest.json");
        String manifest = Files.readString(file);

        Files.writeString(file, manifest.replace("\"rows\" : 20991,", "\"rows\" : 7,"));
        assertThat(run("dataset", "rebuild", "t.parquet"))
                .isEqualTo(new CommandRun(
                        1,
                        "t.parquet: built again, the same values; its manifest says otherwise. It was changed since,"
                                + " or another build of Asof wrote it.\n"
                                + "  manifest, rows: 7, built again 20991\n"
                                + "  manifest, observations.rows: 7, built again 20991\n",
                        ""));
        Files.writeString(file, manifest.substring(0, 100));
        assertThat(run("dataset", "rebuild", "t.parquet"))
                .isEqualTo(new CommandRun(
                        2,
                        "",
                        "asof: Cannot read manifest " + file + ":3: it ends here and isn't whole. Build the dataset"
                                + " again.\n"));
        Files.writeString(file, manifest);
    }

    @Test
    void aBuildDoesNotWriteOverWhatItReads() throws IOException {
        run("apply");
        byte[] labels = Files.readAllBytes(repository.resolve("data/labels.parquet"));

        for (String input : List.of("data/labels.parquet", "data/payments.parquet", "payments.yaml")) {
            String[] over = BUILD.clone();
            over[7] = input;
            CommandRun run = run(over);
            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err())
                    .startsWith("asof: Cannot write the training set to " + repository.resolve(input) + ": that is ")
                    .endsWith(". Give --out another name.\n");
        }
        assertThat(Files.readAllBytes(repository.resolve("data/labels.parquet")))
                .isEqualTo(labels);
    }

    @Test
    void aBuildThatCannotSucceedLeavesNothing() {
        run("apply");
        String[] missing = BUILD.clone();
        missing[5] = "data/nothing.parquet";

        assertThat(run(missing).exitCode()).isEqualTo(2);
        assertThat(repository.resolve("t.parquet")).doesNotExist();
    }

    @Test
    void commandsThatNeedAServerSayHowToStartOne() {
        run("apply");
        String noServer = "Cannot find a server: none runs on the online store of " + repository
                + ". Start one with 'asof serve', or name one with --server.\n";

        assertThat(run(GET)).isEqualTo(new CommandRun(3, "", "asof: " + noServer));
        assertThat(run("ingest", "payments", "data/new_payments.ndjson"))
                .isEqualTo(new CommandRun(3, "", "asof: " + noServer));
        assertThat(run("verify", "--service", "fraud_check@1", "--sample", "10"))
                .isEqualTo(new CommandRun(3, "", "asof: " + noServer));
        assertThat(run("get", "--service", "x@1", "a=1", "--server", "127.0.0.1:1")
                        .err())
                .isEqualTo("asof: Cannot reach a server at 127.0.0.1:1."
                        + " Start one with 'asof serve', or name it with --server.\n");
    }

    @Test
    void aCertificateWithoutItsKeyIsNotPassedOver() {
        run("apply");
        assertThat(Surroundings.in(repository)
                        .with(Map.of("ASOF_CLIENT_CERTIFICATE", "client.pem"))
                        .run("get", "--service", "x@1", "a=1", "--server", "127.0.0.1:1"))
                .isEqualTo(new CommandRun(
                        2,
                        "",
                        "asof: Cannot call a server: 'client_certificate' is set, and 'client_key' is not. A certificate and its key"
                                + " go together: set ASOF_CLIENT_KEY, or write 'client_key = ...' in .asof/config.\n"));
    }

    @Test
    void commandsThatNeedAnAppliedRepositorySayHowToApply() {
        assertThat(run("load").err())
                .isEqualTo("asof: Cannot open the online store of " + repository
                        + ": nothing is registered there yet. Run 'asof apply' first.\n");
        assertThat(run(BUILD).exitCode()).isEqualTo(2);
        assertThat(run("list").out()).isEqualTo("Nothing is registered yet. Run 'asof apply'.\n");
    }

    @Test
    void loadWorksWithoutAServerAndCountsAFileOnce() {
        run("apply");

        CommandRun first = run("load", "--until", "2026-02-01");
        CommandRun rest = run("load");
        CommandRun again = run("load");

        assertThat(first.out()).contains("left for later", "Ready: card_spending@1, terminal_risk@1");
        assertThat(rest.out()).isEqualTo("""
                        payments
                          data/payments.parquet: 45,462 rows, 45,442 events, 20 quarantined
                        Ready: card_spending@1, terminal_risk@1
                        """);
        assertThat(again.out()).contains("data/payments.parquet, loaded before: 45,462 rows");
        assertThat(run("status").out())
                .startsWith("No server runs on the online store.\nsource payments\n")
                .contains("1 file, 45,462 rows, 45,442 events", "feature service  fraud_check@1    ready");
        assertThat(run("quarantine", "list", "--limit", "1").out())
                .contains("is below the minimum 0", "payment_id = ", "There are more: raise --limit.");
        assertThat(run("quarantine", "list", "--limit", "100", "--json").out()).contains("\"more\" : false");
        assertThat(run("quarantine", "list", "--column", "no_such").out()).isEqualTo("No row in quarantine matches.\n");
    }

    @Test
    void aRunningServerIsFoundAndAnswersLikeAnOfflineBuild() throws IOException {
        run("apply");
        try (OnlineServer server = serve()) {
            assertThat(run(GET).err()).contains("not loaded", "asof load");
            assertThat(run("load").out()).contains("45,442 events");
            assertThat(run("status").out()).startsWith("A server answers at " + server.address());

            assertThat(run(GET).out()).contains("card_spending__payments_1h     0 ", "present");
            assertThat(run("ingest", "payments", "data/new_payments.ndjson").out())
                    .isEqualTo("payments: 3 events: 3 accepted\n");
            assertThat(run("ingest", "payments", "data/new_payments.ndjson").out())
                    .isEqualTo("payments: 3 events: 0 accepted, 3 sent before\n");
            assertThat(run(GET).out()).contains("card_spending__payments_1h     3 ", "2026-03-02T09:35:00Z");

            CommandRun verified = run("verify", "--service", "fraud_check@1", "--sample", "300");
            assertThat(verified.err()).isEmpty();
            assertThat(verified.out()).startsWith("fraud_check@1: 3,000 values compared, 0 mismatches\n");
            assertThat(run("verify", "--service", "fraud_check@1", "--pairs", "data/labels.parquet")
                            .out())
                    .startsWith("fraud_check@1: 209,910 values compared, 0 mismatches\n");
        }
    }

    @Test
    void theStatusAfterAKillIsWhatItLeaves() throws IOException {
        Path killed = repository.resolveSibling("killed");
        run("apply");
        try (OnlineServer server = serve()) {
            run("load");
            run("ingest", "payments", "data/new_payments.ndjson");
            copy(repository, killed);
        }
        CommandRun first = run("-C", killed.toString(), "status");
        assertThat(first.out()).contains("3 events, 3 archived, 0 to be archived");
        assertThat(run("-C", killed.toString(), "status")).isEqualTo(first);
    }

    /** Of a folder in use, which is what a kill leaves. */
    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }

    @Test
    void aBuildReadsWhatAServerAcceptedAndDidNotArchiveYet() {
        run("apply");
        try (OnlineServer server = serve()) {
            run("load");
            run("ingest", "payments", "data/new_payments.ndjson");

            assertThat(run(with(BUILD, "--no-flush")).out()).doesNotContain(".asof/archive");
            CommandRun built = run(BUILD);

            assertThat(built.err()).isEmpty();
            assertThat(built.out())
                    .containsPattern("from .asof/archive/payments/day=[-0-9]+/[-0-9]+.parquet: 3 rows")
                    .containsPattern("with all events of payments that were accepted until 20[^ ]+Z\n");
            assertThat(run("dataset", "show", "t.parquet").out()).isEqualTo(built.out());
        }
    }

    @Test
    void aBuildWarnsWhereNoServerCanBeAsked() throws IOException {
        run("apply");
        Files.createDirectories(repository.resolve(".asof/online"));
        Path owner = Files.writeString(
                repository.resolve(".asof/online/OWNER"), "1\nhere\n127.0.0.1:1\n2026-01-01T00:00:00Z\n");

        assertThat(run(BUILD).err())
                .isEqualTo("warning: Cannot have events archived that were accepted lately, so a build leaves them out."
                        + " Cannot reach a server at 127.0.0.1:1. Start one with 'asof serve', or name it with --server."
                        + " Where a server was killed here, 'asof status' archives what it left. --no-flush reads the"
                        + " archive as it is.\n");
        assertThat(run(with(BUILD, "--no-flush")).err()).isEmpty();
        assertThat(run(with(BUILD, "--inputs", "files")).err()).isEmpty();
        assertThat(run(with(BUILD, "--strict")).exitCode()).isEqualTo(3);

        Files.writeString(owner, "1\nhere\n\n2026-01-01T00:00:00Z\n");
        assertThat(run(BUILD).err()).contains("open in process 1 on here", "'asof status'");
        run("status");
        assertThat(run(BUILD).err()).isEmpty();
    }

    private static String[] with(String[] arguments, String... more) {
        return Stream.of(arguments, more).flatMap(Stream::of).toArray(String[]::new);
    }

    @Test
    void whatAProducerHadSentBeforeIsPassedOverAndToldOf() throws IOException {
        Path payments = repository.resolve("data/new_payments.ndjson");
        Path others = repository.resolve("data/other_payments.ndjson");
        Files.writeString(others, Files.readString(payments).replace("\"card_id\": 17", "\"card_id\": 18"));
        run("apply");
        try (OnlineServer server = serve()) {
            assertThat(run("ingest", "payments", payments.toString(), "--producer", "till-7"))
                    .isEqualTo(new CommandRun(0, "payments: 3 events: 3 accepted\n", ""));
            assertThat(run("ingest", "payments", others.toString(), "--producer", "till-7"))
                    .isEqualTo(new CommandRun(
                            0,
                            "payments: 3 events: 0 accepted, 3 sent before\n",
                            "Producer till-7 had sent 3 events before; so many were passed over from the first on,"
                                    + " whatever is in them. If they are others, send them as another --producer.\n"));
        }
    }

    @Test
    void verifyNamesWhatDiffers() {
        run("apply");
        try (OnlineServer server = serve()) {
            run("load");
            run("ingest", "payments", "data/new_payments.ndjson");

            CommandRun verified = run("verify", "--service", "fraud_check@1", "--sample", "50", "--inputs", "archive");

            assertThat(verified.exitCode()).isEqualTo(1);
            assertThat(verified.out())
                    .contains("  online   ", "  offline  ", " mismatches\n")
                    .contains("card_spending__payments_24h of card_id=17");
        }
    }

    @Test
    void aQuestionThatDoesNotFitIsExplained() {
        run("apply");
        try (OnlineServer server = serve()) {
            run("load");

            assertThat(run("get", "--service", "fraud_check", "card=17").err())
                    .isEqualTo(
                            "asof: Cannot ask fraud_check@1: it has no key 'card', but card_id, terminal_id; it also needs"
                                    + " card_id=... (int64), terminal_id=... (int64).\n");
            assertThat(run("get", "--service", "fraud_check", "card_id=17").err())
                    .isEqualTo("asof: Cannot ask fraud_check@1: it also needs terminal_id=... (int64).\n");
            assertThat(run("get", "--service", "fraud_check", "card_id=1;DROP", "terminal_id=3"))
                    .satisfies(run -> assertThat(run.exitCode()).isEqualTo(2))
                    .satisfies(run -> assertThat(run.err()).contains("'1;DROP' is not int64"));
            assertThat(run("get", "--service", "fraud_chek@1", "card_id=1", "terminal_id=3")
                            .exitCode())
                    .isEqualTo(2);
            assertThat(run("get", "--service", "fraud_check", "card_id=1", "terminal_id=3", "--as-of", "noon")
                            .err())
                    .startsWith("asof: Cannot read 'noon' as a time: write it as 2026-03-01T12:00:00Z");
        }
    }

    @Test
    void eventsThatBreakTheContractAreNamedAndTheOthersAccepted() throws IOException {
        run("apply");
        Files.writeString(repository.resolve("mixed.csv"), """
                payment_id,card_id,terminal_id,paid_at,received_at,amount,country,approved
                7000001,17,3,2026-03-03T08:00:00Z,2026-03-03T08:00:01Z,12.50,DE,true
                7000002,17,3,2026-03-03T08:00:00Z,2026-03-03T08:00:01Z,-1,DE,true
                7000003,x,3,2026-03-03T08:00:00Z,2026-03-03T08:00:01Z,1,DE,true
                """);
        Files.writeString(repository.resolve("broken.csv"), "payment_id,card_id\n1,2\n3\n");
        try (OnlineServer server = serve()) {
            CommandRun mixed = run("ingest", "payments", "mixed.csv");
            CommandRun broken = run("ingest", "payments", "broken.csv");
            CommandRun pipe = Surroundings.in(repository)
                    .piped("{\"payment_id\": 7000004}\nnonsense\n")
                    .run("ingest", "payments", "-", "--producer", "till-7");

            assertThat(mixed.exitCode()).isEqualTo(1);
            assertThat(mixed.out())
                    .startsWith("payments: 3 events: 1 accepted, 2 rejected\n")
                    .contains("  line 3, quarantined: amount: ", "  line 4, quarantined: card_id: ");
            assertThat(broken.exitCode()).isEqualTo(2);
            assertThat(broken.err()).contains("broken.csv, line 3: it has 1 cell, and the first line names 2 columns.");
            assertThat(run("status").out())
                    .contains("  ingested      1 event, ")
                    .containsPattern("  last event    20[^ ]+Z\\n  last accepted 20[^ ]+Z\\n");
            assertThat(pipe.exitCode()).isEqualTo(2);
            assertThat(pipe.err())
                    .isEqualTo(
                            "1 event of producer till-7 got through. Sent again, it changes nothing, and the rest follows.\n"
                                    + "asof: Cannot read standard input, line 2: it is not valid JSON: Unrecognized token"
                                    + " 'nonsense': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or"
                                    + " 'false') (at byte 1).\n");
        }
    }

    @Test
    void aSecondServerIsRefusedWithTheOwnerNamed() {
        run("apply");
        try (OnlineServer server = serve()) {
            CommandRun second = run("serve", "--port", "0");

            assertThat(second.exitCode()).isEqualTo(3);
            assertThat(second.err())
                    .contains("process " + ProcessHandle.current().pid(), server.address());
        }
    }

    @Test
    void anAddressThatOthersReachIsRefused() {
        run("apply");

        CommandRun run = run("serve", "--address", "0.0.0.0", "--port", "0");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--insecure");
    }

    private OnlineServer serve() {
        GlobalOptions options = GlobalOptions.in(repository);
        return ServeCommand.start(
                new Context(AllCommands.terminal(Clock.systemUTC()), options), ServerOptions.onLoopback(0, "test"));
    }

    private CommandRun run(String... arguments) {
        return Surroundings.in(repository).run(arguments);
    }
}
