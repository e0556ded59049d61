package dev.asof.online.ingest;

import dev.asof.online.state.PendingRow;
import dev.asof.online.state.PendingRows;
import dev.asof.registry.quarantine.QuarantineFolder;
import dev.asof.registry.quarantine.QuarantinedRow;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which rows of a source are in its quarantine or wait for it, of those that no sequence tells from others, by their ids. The files are
 * read once, and so is each row that waits, however often it is asked: to be used while nothing is moved to the quarantine. Used by one thread.
 */
final class StandingRows {
    private final PendingRows pending;
    private final QuarantineFolder quarantine;
    private final int source;
    private final String name;
    private final Map<String, Integer> counts = new HashMap<>();
    private boolean isBegun;
    private long nextWaiting;

    StandingRows(PendingRows pending, QuarantineFolder quarantine, int source, String name) {
        this.pending = pending;
        this.quarantine = quarantine;
        this.source = source;
        this.name = name;
    }

    /** Reads what was not read yet, so that less is left to read when it is asked. */
    void read() {
        if (!isBegun) {
            for (String file : quarantine.ingested(name)) {
                quarantine.readIngested(name, file).forEach(this::add);
            }
            isBegun = true;
        }
        for (PendingRow waiting : pending.quarantinedFrom(source, nextWaiting)) {
            add(waiting.row());
            nextWaiting = waiting.id() + 1;
        }
    }

    private void add(QuarantinedRow row) {
        if (!row.hasSequence()) {
            counts.merge(row.id(), 1, Integer::sum);
        }
    }

    /** Those of the ids whose rows stand, the rows of one file aside. */
    Set<String> among(Set<String> ids, List<QuarantinedRow> aside) {
        if (ids.isEmpty()) {
            return Set.of();
        }
        read();
        Map<String, Long> ofFile = aside.stream()
                .map(QuarantinedRow::id)
                .filter(ids::contains)
                .collect(Collectors.groupingBy(id -> id, Collectors.counting()));
        return ids.stream()
                .filter(id -> counts.getOrDefault(id, 0) > ofFile.getOrDefault(id, 0L))
                .collect(Collectors.toSet());
    }

    /** Notes that the rows of a file are not there any more. */
    void forget(List<QuarantinedRow> rows) {
        if (isBegun) {
            rows.stream()
                    .filter(row -> !row.hasSequence())
                    .forEach(row -> counts.computeIfPresent(row.id(), (id, count) -> count > 1 ? count - 1 : null));
        }
    }
}
