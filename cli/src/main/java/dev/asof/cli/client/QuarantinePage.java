package dev.asof.cli.client;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Some quarantined rows, oldest first.
 *
 * @param nextToken asks for the next page; empty after the last
 */
public record QuarantinePage(List<Row> rows, String nextToken) {

    /**
     * A row that is kept aside.
     *
     * @param origin where it came from, for people
     * @param quarantinedAt when a server put it aside; empty where an offline build found it
     * @param cells the row's columns as text, empty for null
     */
    public record Row(
            String id,
            String source,
            String origin,
            Optional<Instant> quarantinedAt,
            List<Violation> violations,
            Map<String, Optional<String>> cells) {
        public Row {
            violations = List.copyOf(violations);
            cells = Collections.unmodifiableMap(new LinkedHashMap<>(cells));
        }
    }

    public QuarantinePage {
        rows = List.copyOf(rows);
    }
}
