package dev.asof.online;

import dev.asof.online.archive.QuarantineRoller;
import dev.asof.online.live.LiveDefinitions;
import dev.asof.registry.diagnostic.Quoted;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import dev.asof.registry.quarantine.QuarantineFilter;
import dev.asof.registry.quarantine.QuarantineFolder;
import dev.asof.registry.quarantine.QuarantinedRow;
import java.util.ArrayList;
import java.util.List;

/** The rows in quarantine, page by page, of all that came so far. */
final class QuarantineListing {
    private final LiveDefinitions definitions;
    private final QuarantineFolder quarantine;
    private final QuarantineRoller roller;

    QuarantineListing(LiveDefinitions definitions, QuarantineFolder quarantine, QuarantineRoller roller) {
        this.definitions = definitions;
        this.quarantine = quarantine;
        this.roller = roller;
    }

    /**
     * Rows in quarantine, by source, then in the order in which they came.
     *
     * @param pageToken that the page before gave; empty for the first page
     * @param limit the most to return, at most {@link QuarantinePage#LARGEST} whatever it says
     * @throws AsofException INVALID_ARGUMENT if no page gave that token; UNKNOWN_NAME, NOT_APPLIED or IO_FAILED
     */
    QuarantinePage page(QuarantineFilter filter, String pageToken, int limit) {
        long offset = offset(pageToken);
        List<String> names = filter.source().map(List::of).orElseGet(List::of);
        definitions.find(catalog -> catalog.requireSources(names)).forEach(roller::flush);
        int size = Math.min(limit, QuarantinePage.LARGEST);
        List<QuarantinedRow> rows = new ArrayList<>();
        roller.standStill(() -> rows.addAll(quarantine.list(filter, offset, size + 1)));
        return rows.size() > size
                ? new QuarantinePage(rows.subList(0, size), Long.toString(offset + size))
                : new QuarantinePage(rows, "");
    }

    /** A page's token is how many rows come before it. */
    private static long offset(String pageToken) {
        if (pageToken.isEmpty()) {
            return 0;
        }
        if (!pageToken.matches("[0-9]{1,18}")) {
            throw new AsofException(
                    ErrorCode.INVALID_ARGUMENT,
                    "Cannot list the quarantine: page token " + Quoted.of(pageToken)
                            + " is not one that a page before gave. Begin without one.");
        }
        return Long.parseLong(pageToken);
    }
}
