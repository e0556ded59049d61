package dev.asof.registry.quarantine;

import dev.asof.registry.compute.event.Violation;
import java.util.Optional;

/** Which quarantined rows are asked for; an empty condition is met by all. */
public record QuarantineFilter(Optional<String> source, Optional<String> column, Optional<Violation.Reason> reason) {
    /** All rows of all sources. */
    public static final QuarantineFilter ALL =
            new QuarantineFilter(Optional.empty(), Optional.empty(), Optional.empty());

    /** All rows of one source. */
    public static QuarantineFilter ofSource(String source) {
        return new QuarantineFilter(Optional.of(source), Optional.empty(), Optional.empty());
    }

    /** Whether one of the row's violations meets the conditions on column and reason together. */
    boolean accepts(QuarantinedRow row) {
        return source.map(row.source()::equals).orElse(true)
                && row.violations().stream().anyMatch(this::accepts);
    }

    private boolean accepts(QuarantinedRow.BrokenPromise promise) {
        return column.map(promise.column()::equals).orElse(true)
                && reason.map(promise.reason()::equals).orElse(true);
    }
}
