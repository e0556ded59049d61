package dev.asof.cli.store;

import dev.asof.cli.console.Counts;
import dev.asof.cli.console.Result;
import dev.asof.cli.context.Context;
import dev.asof.cli.context.ExitCode;
import dev.asof.online.ingest.ReplayReport;
import dev.asof.registry.quarantine.QuarantineFilter;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code asof quarantine replay}. */
@Command(
        name = "replay",
        description = "Offer ingested rows in quarantine once more: what is an event now leaves the quarantine.",
        footer = {
            "",
            "Rows are judged by the definitions that are applied now. Those that are events are accepted as of",
            "now; the others stay, with what is wrong with them now. Run again, or after it was killed, it",
            "counts no row twice.",
            "",
            "Rows of a source's files stay: they belong to the files. 'asof load' judges a file again for each",
            "new version of a feature view, and takes out what it accepts.",
            "",
            "Exit codes: 0 no ingested row that was asked for is left, 1 some are.",
            "",
            "Examples:",
            "  asof quarantine replay --source payments",
            "  asof quarantine replay --reason min --since 2026-03-01 --json"
        })
public final class QuarantineReplayCommand implements Callable<Integer> {
    private final Context context;

    @Mixin
    private final QuarantineFilterOption filter = new QuarantineFilterOption();

    @Mixin
    private final ServerOption server = new ServerOption();

    public QuarantineReplayCommand(Context context) {
        this.context = context;
    }

    /** What a replay did, by source. */
    record Replayed(List<SourceReplay> sources) implements Result {
        @Override
        public void print(PrintStream out) {
            List<SourceReplay> concerned = sources.stream()
                    .filter(source -> source.rows() + source.ofFiles() > 0)
                    .toList();
            if (concerned.isEmpty()) {
                out.println("Nothing of it is in quarantine.");
            }
            for (SourceReplay source : concerned) {
                out.println(source.source() + ": " + Counts.counted(source.rows(), "ingested row") + ": "
                        + Counts.grouped(source.accepted()) + " accepted, "
                        + Counts.grouped(source.duplicates()) + " there before, " + Counts.grouped(source.kept())
                        + " still in quarantine");
                if (source.ofFiles() > 0) {
                    out.println("  " + Counts.counted(source.ofFiles(), "row")
                            + " of files: 'asof load' judges these, for each new version of a feature view");
                }
            }
        }

        boolean isAnyLeft() {
            return sources.stream().anyMatch(source -> source.kept() > 0);
        }
    }

    /** What became of the rows of a source that were asked for. */
    record SourceReplay(String source, long accepted, long duplicates, long kept, long ofFiles) {
        static SourceReplay of(ReplayReport report) {
            return new SourceReplay(
                    report.source(), report.accepted(), report.duplicates(), report.kept(), report.ofFiles());
        }

        private long rows() {
            return accepted + duplicates + kept;
        }
    }

    @Override
    public Integer call() {
        QuarantineFilter asked = filter.read();
        try (StoreAccess store = StoreAccess.open(context, server)) {
            Replayed replayed = new Replayed(
                    store.replay(asked).stream().map(SourceReplay::of).toList());
            context.show(replayed);
            return replayed.isAnyLeft() ? ExitCode.FOUND : ExitCode.DONE;
        }
    }
}
