package dev.asof.online;

import dev.asof.registry.quarantine.QuarantinedRow;
import java.util.List;

/**
 * Some rows of the quarantine, in its order.
 *
 * @param nextToken asks for the next page; empty after the last row
 */
public record QuarantinePage(List<QuarantinedRow> rows, String nextToken) {
    /** The most rows of a page. */
    public static final int LARGEST = 1_000;

    public QuarantinePage {
        rows = List.copyOf(rows);
    }
}
