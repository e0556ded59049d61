package dev.asof.cli.example;

import com.fasterxml.jackson.databind.JsonNode;
import dev.asof.cli.console.Counts;
import dev.asof.cli.console.Result;
import dev.asof.cli.context.AsofVersion;
import dev.asof.cli.context.Context;
import dev.asof.cli.context.ExitCode;
import dev.asof.cli.context.GlobalOptions;
import dev.asof.cli.example.DemoStage.CommandFailed;
import dev.asof.cli.store.ServeCommand;
import dev.asof.online.server.OnlineServer;
import dev.asof.online.server.ServerOptions;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code asof demo}. */
@Command(
        name = "demo",
        description = "Tell the whole story on made-up card payments: training, serving, and that both agree.",
        footer = {
            "",
            "Everything is written to a temporary folder, or to the one that --keep names, and stays there.",
            "Exits with 1 if training and serving disagree.",
            "",
            "Examples:",
            "  asof demo",
            "  asof demo --keep fraud-features"
        })
public final class DemoCommand implements Callable<Integer> {
    private static final String SERVICE = "fraud_check@1";
    private static final String CARD = "card_id=17";
    private static final String TERMINAL = "terminal_id=3";
    private static final String MORNING_AFTER = "2026-03-02T10:00:00Z";
    private static final String TRAINING_SET = "fraud.training.parquet";
    private static final String SAMPLE = "1000";
    private static final String[] BUILD = {
        "dataset",
        "build",
        "--service",
        SERVICE,
        "--observations",
        "data/labels.parquet",
        "--label",
        FraudContrast.LABEL,
        "--out",
        TRAINING_SET
    };

    private final Context context;
    private final CommandLineRunner commands;

    @Option(names = "--keep", paramLabel = "DIR", description = "The folder to write; it is new or empty.")
    private @Nullable Path keep;

    public DemoCommand(Context context, CommandLineRunner commands) {
        this.context = context;
        this.commands = commands;
    }

    /**
     * What the demo did.
     *
     * @param paymentsBefore one card's payments within an hour, before three were ingested
     * @param paymentsAfter the same, afterwards
     */
    record Story(
            Path folder,
            Path trainingSet,
            long rows,
            long events,
            long quarantined,
            long trainingRows,
            long paymentsBefore,
            long paymentsAfter,
            long compared,
            long mismatches,
            double seconds)
            implements Result {
        @Override
        public void print(PrintStream out) {
            out.println();
            out.println("What happened, in " + Math.round(seconds) + " seconds:");
            out.println(
                    " - Of " + Counts.grouped(rows) + " rows of payments, " + Counts.grouped(events) + " are events; "
                            + Counts.grouped(quarantined) + " break the source's contract and were kept aside.");
            out.println(" - " + Counts.grouped(trainingRows) + " labelled payments became a training set, each with its"
                    + " features as of its own moment.");
            out.println(" - The server answered from the same definitions. When card 17 paid three times, its payments"
                    + " within an hour went from " + paymentsBefore + " to " + paymentsAfter + ".");
            out.println(" - " + Counts.grouped(compared) + " values were asked of the server and built offline: "
                    + Counts.counted(mismatches, "mismatch", "mismatches") + ".");
            out.println();
            out.println("The definitions, the data and the training set are in " + folder + ".");
            out.println("Its README.md goes on from here; 'rm -r " + folder + "' takes it away.");
        }
    }

    @Override
    public Integer call() throws IOException {
        Instant start = context.terminal().clock().instant();
        Path folder = keep == null ? Files.createTempDirectory("asof-demo-") : context.resolve(keep);
        PrintStream audience = context.options().isJson()
                ? new PrintStream(OutputStream.nullOutputStream())
                : context.terminal().out();
        audience.println("Asof demo: one definition of features, the same values in training and in serving.");
        DemoStage stage = new DemoStage(commands, context.terminal(), audience, folder);
        try {
            context.show(play(stage, folder, start));
            return ExitCode.DONE;
        } catch (CommandFailed e) {
            context.remark("asof: The demo stopped: " + e.getMessage() + ". Its files are in " + folder + ".");
            return e.exitCode();
        }
    }

    private Story play(DemoStage stage, Path folder, Instant start) throws CommandFailed {
        stage.chapter(
                "A feature repository: definitions in Git, and sixty days of made-up payments, some of them fraud.");
        stage.showCommand("asof init " + folder + " && git add . && git commit");
        ExampleRepository.write(folder);
        ExampleRepository.commit(folder);
        ExampleRepository.FILES.stream().filter(file -> file.endsWith(".yaml")).forEach(stage::say);

        stage.chapter("Check the definitions, see what an apply would do, and register them.");
        stage.run("validate");
        stage.run("plan");
        stage.run("apply");

        stage.chapter("Training: for each labelled payment, the features as they were at its moment.");
        stage.run(BUILD);
        FraudContrast contrast = FraudContrast.of(folder.resolve(TRAINING_SET));
        stage.say(contrast.describe());

        stage.chapter("Serving: load the history, start a server, ask about a card and a terminal.");
        stage.run("load");
        stage.showCommand("asof serve --port 0 &");
        try (OnlineServer server = serve(folder)) {
            stage.say("Serving at " + server.address() + ".");
            return playOnline(stage, folder, start, contrast.rows());
        }
    }

    private Story playOnline(DemoStage stage, Path folder, Instant start, long trainingRows) throws CommandFailed {
        String[] get = {"get", "--service", SERVICE, CARD, TERMINAL, "--as-of", MORNING_AFTER};
        stage.run(get);
        long before = paymentsWithinAnHour(stage.ask(get));

        stage.chapter("New events: the card pays three times within half an hour, at last for a large amount abroad.");
        stage.run("ingest", "payments", Path.of("data", "new_payments.ndjson").toString());
        stage.run(get);
        long after = paymentsWithinAnHour(stage.ask(get));

        stage.chapter("Proof: ask the server where answers change, build the same offline, compare every bit.");
        JsonNode verified = verify(stage);
        JsonNode source = stage.ask("status").path("sources").path(0);
        Duration taken = Duration.between(start, context.terminal().clock().instant());
        return new Story(
                folder,
                folder.resolve(TRAINING_SET),
                source.path("rows_loaded").asLong(),
                source.path("events_loaded").asLong(),
                source.path("quarantined").asLong(),
                trainingRows,
                before,
                after,
                verified.path("compared").asLong(),
                verified.path("mismatches").asLong(),
                taken.toMillis() / 1000.0);
    }

    private static JsonNode verify(DemoStage stage) throws CommandFailed {
        String[] verify = {"verify", "--service", SERVICE, "--sample", SAMPLE};
        stage.showCommand("asof " + String.join(" ", verify));
        JsonNode verified = stage.ask(verify);
        stage.say(Counts.counted(verified.path("compared").asLong(), "value") + " compared, "
                + Counts.counted(verified.path("mismatches").asLong(), "mismatch", "mismatches"));
        verified.path("by_status")
                .properties()
                .forEach(status -> stage.say("  " + status.getKey() + " "
                        + Counts.grouped(status.getValue().asLong())));
        return verified;
    }

    private static long paymentsWithinAnHour(JsonNode answer) {
        for (JsonNode feature : answer.path("features")) {
            if (feature.path("ref").asText().endsWith(":payments_1h")) {
                return feature.path("value").asLong();
            }
        }
        throw new AsofException(ErrorCode.INTERNAL, "Cannot find payments_1h in the server's answer.");
    }

    private OnlineServer serve(Path folder) {
        Context demo = new Context(context.terminal(), GlobalOptions.in(folder));
        return ServeCommand.start(demo, ServerOptions.onLoopback(0, AsofVersion.text()));
    }
}
