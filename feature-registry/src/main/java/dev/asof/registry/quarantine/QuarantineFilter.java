package dev.asof.registry.quarantine;

import dev.asof.registry.compute.event.Violation;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Which quarantined rows are asked for; an empty condition is met by all.
 *
 * @param sinceMicros the least time at which a row was put aside, inclusive; rows of which nobody knows it meet no such bound
 * @param untilMicros the greatest, inclusive
 */
public record QuarantineFilter(
        Optional<String> source,
        Optional<String> column,
        Optional<Violation.Reason> reason,
        OptionalLong sinceMicros,
        OptionalLong untilMicros) {
    /** All rows of all sources. */
    public static final QuarantineFilter ALL = new QuarantineFilter(
            Optional.empty(), Optional.empty(), Optional.empty(), OptionalLong.empty(), OptionalLong.empty());

    /** All rows of one source. */
    public static QuarantineFilter ofSource(String source) {
        return new QuarantineFilter(
                Optional.of(source), Optional.empty(), Optional.empty(), OptionalLong.empty(), OptionalLong.empty());
    }

    /** Whether one of the row's violations meets the conditions on column and reason together, and the row the others. */
    public boolean accepts(QuarantinedRow row) {
        return source.map(row.source()::equals).orElse(true)
                && isWithin(row.quarantinedAtMicros())
                && row.violations().stream().anyMatch(this::accepts);
    }

    private boolean isWithin(OptionalLong micros) {
        if (sinceMicros.isEmpty() && untilMicros.isEmpty()) {
            return true;
        }
        return micros.isPresent()
                && micros.getAsLong() >= sinceMicros.orElse(Long.MIN_VALUE)
                && micros.getAsLong() <= untilMicros.orElse(Long.MAX_VALUE);
    }

    private boolean accepts(QuarantinedRow.BrokenPromise promise) {
        return column.map(promise.column()::equals).orElse(true)
                && reason.map(promise.reason()::equals).orElse(true);
    }
}
