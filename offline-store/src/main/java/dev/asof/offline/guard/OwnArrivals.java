package dev.asof.offline.guard;

import dev.asof.offline.observation.Observations;
import dev.asof.registry.catalog.EventSource;
import dev.asof.registry.compute.event.SourceClock;
import dev.asof.registry.compute.schema.Clock;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.LongColumn;
import dev.asof.registry.compute.schema.ScalarType;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** When asking rows that are events of a source arrived there: an event counts from its arrival on. */
record OwnArrivals(Observations observations, EventSource source) {

    /** Whether the source has arrivals, and the asking rows don't carry them. */
    boolean areUntold() {
        return source.arrivalTime().isPresent() && column().isEmpty();
    }

    /** Whether it is certain that each row arrived after all that its question knows. */
    boolean areAllLater() {
        OptionalInt column = column();
        if (column.isEmpty()) {
            return false;
        }
        Field field = observations.schema().field(column.getAsInt());
        SourceClock clock = SourceClock.of(source.roles().zone());
        Column arrivals = Observations.slice(observations.batches(), column.getAsInt(), 0, observations.rowCount());
        for (int row = 0; row < observations.rowCount(); row++) {
            if (!arrivals.isNull(row) && !isLater((LongColumn) arrivals, row, field, clock)) {
                return false;
            }
        }
        return true;
    }

    private boolean isLater(LongColumn arrivals, int row, Field field, SourceClock clock) {
        long micros = arrivals.values()[row];
        OptionalLong arrival = field.clock() == Clock.LOCAL ? clock.instantOf(micros) : OptionalLong.of(micros);
        return arrival.isEmpty() || arrival.getAsLong() > observations.knownAt()[row];
    }

    private OptionalInt column() {
        OptionalInt found =
                source.arrivalTime().map(observations.schema()::find).orElse(OptionalInt.empty());
        return found.isPresent()
                        && observations.rowCount() > 0
                        && observations.schema().field(found.getAsInt()).type() == ScalarType.TIMESTAMP
                ? found
                : OptionalInt.empty();
    }
}
