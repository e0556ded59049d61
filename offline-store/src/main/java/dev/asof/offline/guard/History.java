package dev.asof.offline.guard;

import dev.asof.offline.input.DataFile;
import dev.asof.offline.table.TableFile;
import dev.asof.registry.compute.event.SourceClock;
import dev.asof.registry.compute.schema.Clock;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.ScalarType;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * From when to when a source has events, as its files' footers state it.
 *
 * @param firstMicros no event is earlier
 * @param lastMicros no event is later
 */
record History(long firstMicros, long lastMicros) {

    long spanMicros() {
        return lastMicros - firstMicros;
    }

    /** What lies between the first and the last event of both. */
    History and(History other) {
        return new History(Math.min(firstMicros, other.firstMicros), Math.max(lastMicros, other.lastMicros));
    }

    /**
     * The history in files; empty where one of them doesn't state it, or there are no rows.
     *
     * @param clock on which event times lie that state no offset
     */
    static Optional<History> of(List<DataFile> files, String eventTime, SourceClock clock) {
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        for (DataFile each : files) {
            TableFile file = each.table();
            for (int rowGroup = 0; rowGroup < file.partCount(); rowGroup++) {
                Optional<History> part = ofPart(file, rowGroup, eventTime, clock);
                if (part.isEmpty()) {
                    return Optional.empty();
                }
                first = Math.min(first, part.get().firstMicros);
                last = Math.max(last, part.get().lastMicros);
            }
        }
        return first <= last ? Optional.of(new History(first, last)) : Optional.empty();
    }

    private static Optional<History> ofPart(TableFile file, int rowGroup, String eventTime, SourceClock clock) {
        return timestamp(file, eventTime)
                .flatMap(field -> file.range(rowGroup, eventTime)
                        .flatMap(range -> field.clock() == Clock.LOCAL
                                ? between(clock.instantOf(range.min()), clock.instantOf(range.max()))
                                : Optional.of(new History(range.min(), range.max()))));
    }

    private static Optional<History> between(OptionalLong first, OptionalLong last) {
        return first.isPresent() && last.isPresent()
                ? Optional.of(new History(first.getAsLong(), last.getAsLong()))
                : Optional.empty();
    }

    private static Optional<Field> timestamp(TableFile file, String column) {
        return file.schema().find(column).stream()
                .mapToObj(index -> file.schema().field(index))
                .filter(field -> field.type() == ScalarType.TIMESTAMP)
                .findFirst();
    }
}
