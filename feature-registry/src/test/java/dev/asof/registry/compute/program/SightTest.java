package dev.asof.registry.compute.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asof.registry.compute.aggregate.Aggregates;
import dev.asof.registry.compute.aggregate.function.AggregateDeclaration.Resolution;
import dev.asof.registry.compute.event.ColumnContract;
import dev.asof.registry.compute.event.SourceContract;
import dev.asof.registry.compute.expression.Expression;
import dev.asof.registry.compute.expression.ExpressionCompiler;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.LongColumn;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.Schema;
import dev.asof.registry.compute.schema.StatedRows;
import dev.asof.registry.compute.window.Closed;
import dev.asof.registry.compute.window.TimeRule;
import dev.asof.registry.compute.window.Window;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What questions as of 100 and 200 can see, known by 150 and 250 each, in a window of 10. */
class SightTest {
    private static final Schema SOURCE = new Schema(List.of(
            new Field("customer", ScalarType.INT64),
            new Field("ts", ScalarType.TIMESTAMP),
            new Field("seen", ScalarType.TIMESTAMP)));
    private static final Optional<String> SEEN = Optional.of("seen");

    @Test
    void eventsBeforeAllWindowsAndAfterAllTimesAskedAboutDontMatter() {
        Sight sight = sight(program(count(0), Optional.empty(), List.of()));
        assertThat(sight.among(events(90, 0, 91, 0, 200, 999, 201, 0))).containsExactly(false, true, true, false);
    }

    @Test
    void aDelayMovesBothEnds() {
        Sight sight = sight(program(count(50), Optional.empty(), List.of()));
        assertThat(sight.among(events(40, 0, 41, 0, 150, 0, 151, 0))).containsExactly(false, true, true, false);
    }

    @Test
    void eventsThatArriveAfterAllThatIsKnownDontMatter() {
        Sight sight = sight(program(count(0), SEEN, List.of()));
        assertThat(sight.among(events(150, 250, 150, 251))).containsExactly(true, false);
    }

    @Test
    void theLatestMayBeAnyEventOfThePast() {
        Sight sight = sight(program(latest(), Optional.empty(), List.of()));
        assertThat(sight.among(events(Long.MIN_VALUE, 0, 201, 0))).containsExactly(true, false);
    }

    @Test
    void aVersionThatArrivedMayReplaceWhateverItsTime() {
        Sight sight = sight(program(count(0), SEEN, List.of("customer")));
        assertThat(sight.among(events(1, 200, 999, 200, 150, 251))).containsExactly(true, true, false);
    }

    @Test
    void severalViewsSeeWhatAnyOfThemSees() {
        Sight sight = sight(program(count(0), SEEN, List.of()), program(count(50), Optional.empty(), List.of()));
        assertThat(sight.among(events(40, 0, 41, 999, 200, 999, 201, 0))).containsExactly(false, true, true, false);
    }

    @Test
    void rowsThatLieBeyondByWhatIsStatedDontMatter() {
        Sight sight = sight(program(count(0), SEEN, List.of()));
        assertThat(sight.isBeyond(stated(ScalarType.TIMESTAMP, 201, 300, 0))).isTrue();
        assertThat(sight.isBeyond(stated(ScalarType.TIMESTAMP, 0, 90, 0))).isTrue();
        assertThat(sight.isBeyond(stated(ScalarType.TIMESTAMP, 100, 200, 251))).isTrue();
        assertThat(sight.isBeyond(stated(ScalarType.TIMESTAMP, 0, 91, 250))).isFalse();
    }

    @Test
    void whatIsStatedOfDatesProvesNothingOfTimes() {
        Sight sight = sight(program(count(0), SEEN, List.of()));
        assertThat(sight.isBeyond(stated(ScalarType.DATE, 0, 1, 250))).isFalse();
    }

    private static Sight sight(FeatureProgram... programs) {
        return Sight.of(List.of(programs), new long[] {100, 200}, new long[] {150, 250}, new long[] {
            Questions.NO_BOUND, Questions.NO_BOUND
        });
    }

    private static FeatureProgram program(FeatureSpec feature, Optional<String> arrival, List<String> uniqueKey) {
        List<ColumnContract> columns =
                SOURCE.fields().stream().map(ColumnContract::ofType).toList();
        return new FeatureProgram(
                "v",
                1,
                SOURCE.project(new int[] {0}),
                List.of("customer"),
                List.of(new SourceContract("payments", columns, "ts", arrival, uniqueKey, List.of())),
                Optional.empty(),
                List.of(feature));
    }

    private static FeatureSpec count(long delay) {
        Resolution.Resolved resolved = (Resolution.Resolved) Aggregates.resolve("count", List.of());
        return new FeatureSpec.Aggregate(
                "f",
                resolved.function(),
                List.of(),
                new Window.Sliding(10),
                new TimeRule(delay, Closed.RIGHT),
                Optional.empty(),
                Optional.empty());
    }

    private static FeatureSpec latest() {
        Expression customer = ExpressionCompiler.compile("customer", SOURCE).orElseThrow();
        TimeRule rule = new TimeRule(0, Closed.RIGHT);
        return new FeatureSpec.Latest("f", customer, OptionalLong.of(10), rule, Optional.empty(), Optional.empty());
    }

    /** Pairs of an event time and an arrival. */
    private static ColumnBatch events(long... times) {
        long[] ts = new long[times.length / 2];
        long[] seen = new long[ts.length];
        for (int row = 0; row < ts.length; row++) {
            ts[row] = times[2 * row];
            seen[row] = times[2 * row + 1];
        }
        return new ColumnBatch(
                SOURCE.project(new int[] {1, 2}),
                List.of(new LongColumn(ScalarType.TIMESTAMP, ts), new LongColumn(ScalarType.TIMESTAMP, seen)),
                ts.length);
    }

    /** Event times from {@code min} to {@code max} of a type, and timestamps of arrival of {@code arrived} or later. */
    private static StatedRows stated(DataType type, long min, long max, long arrived) {
        Map<String, Stated> columns = Map.of(
                "ts", new Stated(type, new StatedRows.Range(min, max, 0)),
                "seen", new Stated(ScalarType.TIMESTAMP, new StatedRows.Range(arrived, Long.MAX_VALUE, 0)));
        return new StatedRows() {
            @Override
            public Optional<DataType> type(String column) {
                return Optional.ofNullable(columns.get(column)).map(Stated::type);
            }

            @Override
            public Optional<StatedRows.Range> range(String column) {
                return Optional.ofNullable(columns.get(column)).map(Stated::range);
            }
        };
    }

    /** What is stated of a column. */
    private record Stated(DataType type, StatedRows.Range range) {}
}
