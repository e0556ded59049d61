package dev.asof.cli;

import dev.asof.cli.client.QuarantinePage;
import dev.asof.cli.client.QuarantinePage.Row;
import dev.asof.cli.console.Result;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code asof quarantine list}. */
@Command(
        name = "list",
        description = "List quarantined rows, oldest first, with what is wrong with them.",
        footer = {"", "Examples:", "  asof quarantine list", "  asof quarantine list --source payments --limit 5 --json"
        })
final class QuarantineListCommand implements Callable<Integer> {
    private static final int MOST_PER_PAGE = 1000;

    private final Context context;

    @Option(names = "--source", paramLabel = "NAME", description = "Only the rows of this source.")
    private @Nullable String source;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "20",
            description = "The most rows to list (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Mixin
    private final ServerOption server = new ServerOption();

    QuarantineListCommand(Context context) {
        this.context = context;
    }

    /**
     * Quarantined rows.
     *
     * @param more whether there are others
     */
    record Rows(List<Row> rows, boolean more) implements Result {
        @Override
        public void print(PrintStream out) {
            if (rows.isEmpty()) {
                out.println("Nothing is in quarantine.");
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

    @Override
    public Integer call() throws Exception {
        if (limit < 1) {
            throw new AsofException(
                    ErrorCode.INVALID_ARGUMENT, "Cannot list " + limit + " rows: --limit is at least 1.");
        }
        try (StoreAccess store = StoreAccess.open(context, server)) {
            context.show(read(store));
        }
        return ExitCode.DONE;
    }

    private Rows read(StoreAccess store) {
        List<Row> rows = new ArrayList<>();
        String token = "";
        do {
            int wanted = Math.min(MOST_PER_PAGE, limit - rows.size());
            QuarantinePage page = store.quarantine(source == null ? "" : source, wanted, token);
            rows.addAll(page.rows());
            token = page.nextToken();
        } while (!token.isEmpty() && rows.size() < limit);
        return new Rows(rows, !token.isEmpty());
    }
}
