package dev.asof.registry.compute.program;

import dev.asof.registry.compute.admission.RowAdmission;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.LongColumn;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.StatedRows;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Between which times events lie that can matter to any question of some, asked of views with one event time. It follows from
 * views and questions alone, so what lies outside may be left out, however events are stored. Times are microseconds since the
 * epoch, all bounds inclusive. Immutable and thread-safe.
 */
public final class Sight {
    private final String eventTime;
    private final long earliest;
    private final long latest;

    /** The column of arrivals, where each of the views has that one. */
    private final Optional<String> arrival;

    private final long arrivedBy;

    private Sight(String eventTime, long earliest, long latest, Optional<String> arrival, long arrivedBy) {
        this.eventTime = eventTime;
        this.earliest = earliest;
        this.latest = latest;
        this.arrival = arrival;
        this.arrivedBy = arrivedBy;
    }

    /**
     * What the questions with these times can see.
     *
     * @param programs at least one, all with the same column as event time; each is asked every question
     * @param asOf the times asked about
     * @param knownAt by when events must have arrived
     * @param acceptedBy by when the server must have accepted them; {@link Questions#NO_BOUND} for all
     */
    public static Sight of(List<FeatureProgram> programs, long[] asOf, long[] knownAt, long[] acceptedBy) {
        long horizon = Math.min(least(asOf), Math.min(least(knownAt), least(acceptedBy)));
        long lastAsOf = greatest(asOf);
        return new Sight(
                programs.getFirst().roles().eventTime(),
                programs.stream()
                        .mapToLong(program -> program.reachInTime().seesFrom(horizon))
                        .min()
                        .orElseThrow(),
                programs.stream()
                        .mapToLong(program -> program.reachInTime().seesUntil(lastAsOf))
                        .max()
                        .orElseThrow(),
                arrivalOfAll(programs),
                greatest(knownAt));
    }

    private static Optional<String> arrivalOfAll(List<FeatureProgram> programs) {
        Optional<String> first = programs.getFirst().roles().arrivalTime();
        return programs.stream()
                        .allMatch(program -> program.roles().arrivalTime().equals(first))
                ? first
                : Optional.empty();
    }

    /** The columns of the times that it goes by. */
    public List<String> columns() {
        return Stream.concat(Stream.of(eventTime), arrival.stream()).toList();
    }

    /**
     * Per event whether it can matter.
     *
     * @param events with the columns that all of the views keep
     */
    public boolean[] among(ColumnBatch events) {
        boolean[] seen = new boolean[events.rowCount()];
        long[] times = ((LongColumn) events.column(eventTime)).values();
        for (int row = 0; row < seen.length; row++) {
            seen[row] = times[row] >= earliest && times[row] <= latest;
        }
        arrival.ifPresent(column -> {
            long[] arrivals = ((LongColumn) events.column(column)).values();
            for (int row = 0; row < seen.length; row++) {
                seen[row] &= arrivals[row] <= arrivedBy;
            }
        });
        return seen;
    }

    /**
     * Whether what is known of rows proves that no event among them can matter.
     *
     * @param rows {@linkplain RowAdmission#typed typed} as one of the views says; then it is proved of that view
     */
    public boolean isBeyond(StatedRows rows) {
        return range(rows, eventTime).stream().anyMatch(range -> range.min() > latest || range.max() < earliest)
                || arrival.flatMap(column -> range(rows, column)).stream().anyMatch(range -> range.min() > arrivedBy);
    }

    /** What is stated of a column of times in microseconds; nothing of one that has other values in a file, such as dates. */
    private static Optional<StatedRows.Range> range(StatedRows rows, String column) {
        return rows.type(column).filter(ScalarType.TIMESTAMP::equals).flatMap(timestamp -> rows.range(column));
    }

    private static long least(long[] times) {
        return Arrays.stream(times).min().orElse(Long.MAX_VALUE);
    }

    private static long greatest(long[] times) {
        return Arrays.stream(times).max().orElse(Long.MIN_VALUE);
    }
}
