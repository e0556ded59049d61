package dev.asof.offline.sweep;

import dev.asof.registry.compute.event.StatedRows;
import dev.asof.registry.compute.program.FeatureProgram;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.LongColumn;
import dev.asof.registry.compute.schema.ScalarType;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Between which times events lie that can matter to any question to a group of views. It follows from the questions alone, so
 * what lies outside is left out however the rows lie in files.
 *
 * @param eventTime the column of event times
 * @param earliest no event before it matters
 * @param latest no event after it matters
 * @param arrival the column of arrivals, where each of the views has that one
 * @param arrivedBy no event that arrived after it matters
 */
record Sight(String eventTime, long earliest, long latest, Optional<String> arrival, long arrivedBy) {

    static Sight of(ViewGroup group) {
        ViewQuestions asked = group.first();
        List<FeatureProgram> programs = group.programs();
        long horizon = Math.min(least(asked.asOf()), Math.min(least(asked.knownAt()), least(asked.acceptedBy())));
        long lastAsOf = greatest(asked.asOf());
        Optional<String> arrival = programs.getFirst().contract().arrivalTime();
        boolean haveOneArrival = programs.stream()
                .allMatch(program -> program.contract().arrivalTime().equals(arrival));
        return new Sight(
                programs.getFirst().contract().eventTime(),
                programs.stream()
                        .mapToLong(program -> program.seesFrom(horizon))
                        .min()
                        .orElseThrow(),
                programs.stream()
                        .mapToLong(program -> program.seesUntil(lastAsOf))
                        .max()
                        .orElseThrow(),
                haveOneArrival ? arrival : Optional.empty(),
                greatest(asked.knownAt()));
    }

    /** Per row whether it can matter; the columns hold events. */
    boolean[] of(ColumnBatch kept) {
        boolean[] seen = new boolean[kept.rowCount()];
        long[] times = ((LongColumn) kept.column(eventTime)).values();
        for (int row = 0; row < seen.length; row++) {
            seen[row] = times[row] >= earliest && times[row] <= latest;
        }
        arrival.ifPresent(column -> {
            long[] arrivals = ((LongColumn) kept.column(column)).values();
            for (int row = 0; row < seen.length; row++) {
                seen[row] &= arrivals[row] <= arrivedBy;
            }
        });
        return seen;
    }

    /** Whether what a footer states of a row group's times shows that no row matters. */
    boolean isBeyond(RowGroupFacts facts) {
        return range(facts, eventTime).stream().anyMatch(range -> range.min() > latest || range.max() < earliest)
                || arrival.flatMap(column -> range(facts, column)).stream().anyMatch(range -> range.min() > arrivedBy);
    }

    /** What is stated of a column of times in microseconds; nothing of one that a contract makes a time of, such as a date. */
    private static Optional<StatedRows.Range> range(RowGroupFacts facts, String column) {
        return facts.type(column).filter(ScalarType.TIMESTAMP::equals).flatMap(timestamp -> facts.range(column));
    }

    private static long least(long[] times) {
        return Arrays.stream(times).min().orElse(Long.MAX_VALUE);
    }

    private static long greatest(long[] times) {
        return Arrays.stream(times).max().orElse(Long.MIN_VALUE);
    }
}
