package dev.asof.cli.verify;

import dev.asof.cli.client.AsofClient;
import dev.asof.cli.console.Counts;
import dev.asof.cli.console.Progress;
import dev.asof.cli.console.Result;
import dev.asof.cli.context.Context;
import dev.asof.cli.context.ExitCode;
import dev.asof.cli.context.ThreadsOption;
import dev.asof.cli.dataset.InputsOption;
import dev.asof.cli.dataset.ObservationsOption;
import dev.asof.cli.dataset.ProgressObserver;
import dev.asof.cli.registry.RepositoryDefinitions;
import dev.asof.cli.registry.ServiceName;
import dev.asof.cli.registry.ServiceOption;
import dev.asof.cli.store.ServerOption;
import dev.asof.cli.verify.AnswerComparison.Findings;
import dev.asof.cli.verify.AnswerComparison.Mismatch;
import dev.asof.offline.dataset.BuildSettings;
import dev.asof.registry.catalog.FeatureService;
import dev.asof.registry.catalog.RegistrySnapshot;
import dev.asof.registry.catalog.VersionedName;
import dev.asof.registry.compute.schema.Micros;
import dev.asof.registry.compute.value.FeatureValues;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import dev.asof.registry.plan.FeaturePlan;
import dev.asof.registry.repository.FeatureRepository;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code asof verify}. */
@Command(
        name = "verify",
        description = "Ask a running server, build the same values offline, and compare every bit.",
        footer = {
            "",
            "Questions are drawn where answers change: at events, when they become visible, where they leave a",
            "window, and one microsecond beside; or they are read from a file of observations. Offline uses the",
            "times that the server's answers say. Compared are values, statuses, and the event times of latest",
            "features. Exits with 1 if anything differs, and names it.",
            "",
            "--inputs says what the offline side reads: all (what the server loaded and ingested, by when it",
            "accepted it), archive (only what was ingested), or files (only the sources' files, as if the server",
            "had accepted all of them).",
            "",
            "Examples:",
            "  asof verify --service churn@3 --sample 1000",
            "  asof verify --service churn@3 --sample 100000 --seed 7 --inputs archive",
            "  asof verify --service churn@3 --pairs labels.parquet --time-column label_time"
        })
public final class VerifyCommand implements Callable<Integer> {
    private final Context context;

    @Mixin
    private final ServiceOption service = new ServiceOption();

    @ArgGroup(exclusive = true, multiplicity = "1")
    @SuppressWarnings("NullAway.Init")
    private Asked asked;

    private static final class Asked {
        @Option(names = "--sample", paramLabel = "N", description = "Draw N questions.")
        private @Nullable Integer sample;

        @Option(
                names = "--pairs",
                paramLabel = "FILE",
                description =
                        "Take the questions of FILE: observations in Parquet, Arrow IPC or CSV, with keys and times.")
        private @Nullable Path pairs;
    }

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Draw other questions (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Mixin
    private final ObservationsOption columns = new ObservationsOption();

    @Mixin
    private final InputsOption inputs = new InputsOption();

    @Mixin
    private final ThreadsOption threads = new ThreadsOption();

    @Mixin
    private final ServerOption server = new ServerOption();

    public VerifyCommand(Context context) {
        this.context = context;
    }

    /**
     * What the comparison found.
     *
     * @param compared values: questions times features
     * @param mismatchesOfErased those of them that are about entities which were erased
     * @param byStatus compared values by the server's status
     * @param listed the first mismatches
     */
    record Verified(
            String service,
            long questions,
            long compared,
            long mismatches,
            long mismatchesOfErased,
            Map<String, Long> byStatus,
            List<Mismatch> listed)
            implements Result {

        static Verified of(VersionedName service, long questions, Findings findings) {
            return new Verified(
                    service.toString(),
                    questions,
                    findings.compared(),
                    findings.mismatches(),
                    findings.mismatchesOfErased(),
                    findings.byStatus(),
                    findings.listed());
        }

        @Override
        public void print(PrintStream out) {
            for (Mismatch mismatch : listed) {
                out.println(mismatch.feature() + " of " + mismatch.question() + (mismatch.erased() ? " (erased)" : ""));
                out.println("  online   " + mismatch.online());
                out.println("  offline  " + mismatch.offline());
            }
            if (mismatches > listed.size()) {
                out.println("and " + Counts.grouped(mismatches - listed.size()) + " more");
            }
            out.println(service + ": " + Counts.counted(compared, "value") + " compared, "
                    + Counts.counted(mismatches, "mismatch", "mismatches") + ofErased());
            byStatus.forEach((status, count) -> out.println("  " + status + " " + Counts.grouped(count)));
        }

        private String ofErased() {
            if (mismatchesOfErased == 0) {
                return "";
            }
            String share = mismatchesOfErased == mismatches ? "all" : Counts.grouped(mismatchesOfErased);
            return ", " + share + " of erased entities";
        }
    }

    @Override
    public Integer call() throws InterruptedException {
        FeatureRepository repository = context.repository();
        RegistrySnapshot registry = new RepositoryDefinitions(repository).registered();
        FeatureService definition = registry.requireService(service.text());
        FeaturePlan plan = FeaturePlan.of(registry, definition.features());
        Compared compared;
        try (AsofClient client = server.connect(context);
                Progress progress = context.progress()) {
            compared = compare(client, progress, repository, registry, definition, plan);
        }
        Findings findings = compared.findings();
        context.show(Verified.of(definition.id(), compared.questions(), findings));
        new MismatchReasons(repository, registry, plan, inputs.choice())
                .of(findings)
                .forEach(context::remark);
        return findings.mismatches() == 0 ? ExitCode.DONE : ExitCode.FOUND;
    }

    private record Compared(long questions, Findings findings) {}

    private Compared compare(
            AsofClient client,
            Progress progress,
            FeatureRepository repository,
            RegistrySnapshot registry,
            FeatureService definition,
            FeaturePlan plan)
            throws InterruptedException {
        client.flushArchive();
        ServiceQuestions questions = questions(repository, registry, plan);
        OnlineAnswers online = OnlineAnswers.ask(
                client, new ServiceName(definition.name(), definition.version()), questions, progress);
        client.flushArchive();
        BuildSettings settings =
                BuildSettings.of(threads.count(context)).with(inputs.choice()).with(new ProgressObserver(progress));
        List<FeatureValues> offline = new OfflineAnswers(repository, registry, plan, settings).to(online.asked());
        ErasedQuestions erased = new ErasedQuestions(repository, plan, online.asked());
        return new Compared(questions.size(), online.compare(plan, offline, erased));
    }

    private ServiceQuestions questions(FeatureRepository repository, RegistrySnapshot registry, FeaturePlan plan) {
        if (asked.pairs != null) {
            Path file = context.resolve(asked.pairs);
            return FileQuestions.read(file, columns.options(file), plan);
        }
        int sample = asked.sample == null ? 0 : asked.sample;
        if (sample < 1) {
            throw new AsofException(
                    ErrorCode.INVALID_ARGUMENT, "Cannot draw " + sample + " questions: --sample is at least 1.");
        }
        long nowMicros = Micros.of(context.terminal().clock().instant());
        return new SampledQuestions(repository, registry, plan, nowMicros).draw(inputs.choice(), sample, seed);
    }
}
