package dev.asof.registry.compute.event;

import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.LongColumn;
import dev.asof.registry.compute.window.DurationText;
import java.util.Optional;

/**
 * The bound on how long after its time an event can arrive. All times are microseconds.
 *
 * @param correctableForMicros the longest time from an event to its arrival, inclusive
 */
record LateArrival(String eventTime, String arrivalTime, long correctableForMicros) {

    /** The bound that a source declares. */
    static Optional<LateArrival> of(SourceRoles roles) {
        return roles.correctableForMicros().isEmpty()
                ? Optional.empty()
                : Optional.of(new LateArrival(
                        roles.eventTime(),
                        roles.arrivalTime().orElseThrow(),
                        roles.correctableForMicros().getAsLong()));
    }

    private String messageOf(long micros) {
        return "the row arrived " + DurationText.format(micros) + " after its event time, later than correctable_for "
                + DurationText.format(correctableForMicros);
    }

    /** Whether it depends on a column. */
    boolean reads(String column) {
        return column.equals(eventTime) || column.equals(arrivalTime);
    }

    /**
     * Finds the rows that come too late.
     *
     * @param rows typed as the contract says
     * @param isTimed per row whether both times keep their promises
     */
    void check(ColumnBatch rows, boolean[] isTimed, ViolationSink sink) {
        long[] happened = ((LongColumn) rows.column(eventTime)).values();
        long[] arrived = ((LongColumn) rows.column(arrivalTime)).values();
        for (int row = 0; row < isTimed.length; row++) {
            if (isTimed[row] && arrived[row] - happened[row] > correctableForMicros) {
                sink.accept(row, Violation.Reason.LATE, messageOf(arrived[row] - happened[row]));
            }
        }
    }
}
