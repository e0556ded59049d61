package dev.asof.cli.store;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.asof.cli.console.BrokenRule;
import dev.asof.cli.console.Result;
import dev.asof.cli.console.Words;
import dev.asof.cli.context.Context;
import dev.asof.cli.context.ExitCode;
import dev.asof.cli.context.TimeText;
import dev.asof.online.QuarantinePage;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import dev.asof.registry.quarantine.QuarantineFilter;
import dev.asof.registry.quarantine.QuarantineOrigin;
import dev.asof.registry.quarantine.QuarantinedRow;
import java.io.PrintStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code asof quarantine list}. */
@Command(
        name = "list",
        description = "List quarantined rows in the order in which they came, with what is wrong with them.",
        footer = {
            "",
            "Examples:",
            "  asof quarantine list",
            "  asof quarantine list --source payments --limit 5 --json",
            "  asof quarantine list --column amount --reason min --since 2026-03-01"
        })
public final class QuarantineListCommand implements Callable<Integer> {
    private final Context context;

    @Mixin
    private final QuarantineFilterOption filter = new QuarantineFilterOption();

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "20",
            description = "The most rows to list (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Mixin
    private final ServerOption server = new ServerOption();

    public QuarantineListCommand(Context context) {
        this.context = context;
    }

    /**
     * Quarantined rows.
     *
     * @param more whether there are others
     * @param asked which rows were asked for
     */
    record Rows(List<Row> rows, boolean more, @JsonIgnore QuarantineFilter asked) implements Result {
        @Override
        public void print(PrintStream out) {
            if (rows.isEmpty()) {
                out.println(
                        asked.equals(QuarantineFilter.ALL)
                                ? "Nothing is in quarantine."
                                : "No row in quarantine matches.");
            }
            for (Row row : rows) {
                out.println(row.source() + ": " + row.origin()
                        + row.quarantinedAt().map(time -> ", since " + time).orElse(""));
                row.violations()
                        .forEach(violation -> out.println("  " + violation.column() + ": " + violation.message()));
                row.cells().forEach((column, text) -> out.println("    " + column + " = " + text.orElse("null")));
            }
            if (more) {
                out.println("There are more: raise --limit.");
            }
        }
    }

    /**
     * A row that is kept aside.
     *
     * @param origin where it came from, for people
     * @param quarantinedAt when a server put it aside; empty where an offline build found it
     * @param cells the row's columns as text, empty for null
     */
    record Row(
            String id,
            String source,
            String origin,
            Optional<Instant> quarantinedAt,
            List<BrokenRule> violations,
            Map<String, Optional<String>> cells) {

        static Row of(QuarantinedRow row) {
            Map<String, Optional<String>> cells = new LinkedHashMap<>();
            row.cells().forEach(cell -> cells.put(cell.column(), cell.text()));
            return new Row(
                    row.id(),
                    row.source(),
                    origin(row.origin()),
                    TimeText.of(row.quarantinedAtMicros()),
                    row.violations().stream()
                            .map(broken -> new BrokenRule(broken.column(), Words.of(broken.reason()), broken.message()))
                            .toList(),
                    cells);
        }

        private static String origin(QuarantineOrigin origin) {
            return switch (origin) {
                case QuarantineOrigin.FileRow file -> file.path() + ", row " + file.row();
                case QuarantineOrigin.IngestedEvent event when event.producer().isEmpty() -> "ingested";
                case QuarantineOrigin.IngestedEvent event ->
                    "ingested by " + event.producer() + ", number " + event.sequence();
            };
        }
    }

    @Override
    public Integer call() throws Exception {
        if (limit < 1) {
            throw new AsofException(
                    ErrorCode.INVALID_ARGUMENT, "Cannot list " + limit + " rows: --limit is at least 1.");
        }
        QuarantineFilter asked = filter.read();
        try (StoreAccess store = StoreAccess.open(context, server)) {
            context.show(read(store, asked));
        }
        return ExitCode.DONE;
    }

    private Rows read(StoreAccess store, QuarantineFilter asked) {
        List<Row> rows = new ArrayList<>();
        String token = "";
        do {
            QuarantinePage page = store.quarantined(asked, token, limit - rows.size());
            page.rows().forEach(row -> rows.add(Row.of(row)));
            token = page.nextToken();
        } while (!token.isEmpty() && rows.size() < limit);
        return new Rows(rows, !token.isEmpty(), asked);
    }
}
