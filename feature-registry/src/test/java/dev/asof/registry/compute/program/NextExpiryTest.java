package dev.asof.registry.compute.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asof.registry.compute.aggregate.Aggregates;
import dev.asof.registry.compute.aggregate.function.AggregateDeclaration.Resolution;
import dev.asof.registry.compute.expression.Expression;
import dev.asof.registry.compute.expression.ExpressionCompiler;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.Schema;
import dev.asof.registry.compute.window.Closed;
import dev.asof.registry.compute.window.DurationText;
import dev.asof.registry.compute.window.TimeRule;
import dev.asof.registry.compute.window.Turn;
import dev.asof.registry.compute.window.Window;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class NextExpiryTest {
    private static final TimeRule RIGHT = new TimeRule(0, Closed.RIGHT);

    @Test
    void anEventLeavesAWindowThatIsOpenAtItsStartWhenItLiesThere() {
        assertThat(next(count(new Window.Sliding(10), RIGHT), 15, 10, 12)).hasValue(20);
        assertThat(next(count(new Window.Sliding(10), RIGHT), 20, 10, 12)).hasValue(22);
    }

    @Test
    void anEventLeavesAWindowThatIsClosedAtItsStartAfterwards() {
        assertThat(next(count(new Window.Sliding(10), new TimeRule(0, Closed.LEFT)), 15, 10))
                .hasValue(21);
    }

    @Test
    void anEventLeavesATumblingWindowWithItsPeriod() {
        assertThat(next(count(new Window.Tumbling(10, Turn.CURRENT), RIGHT), 15, 3, 12))
                .hasValue(20);
    }

    @Test
    void nothingLeavesAWindowWithoutAStart() {
        assertThat(next(count(new Window.Unbounded(), RIGHT), 15, 10)).isEmpty();
    }

    @Test
    void whatHasLeftExpiresNoMore() {
        assertThat(next(count(new Window.Sliding(10), RIGHT), 30, 10, 12)).isEmpty();
    }

    @Test
    void aLatestExpiresAfterItsGreatestAge() {
        assertThat(next(latest(OptionalLong.of(5)), 15, 10, 12)).hasValue(18);
        assertThat(next(latest(OptionalLong.of(5)), 18, 10, 12)).isEmpty();
        assertThat(next(latest(OptionalLong.empty()), 15, 10, 12)).isEmpty();
    }

    @Test
    void aLatestThatNoEventReplacesInTimeExpiresBeforeTheNextIsSeen() {
        assertThat(next(latest(OptionalLong.of(5), new TimeRule(50, Closed.RIGHT)), 52, 0, 100))
                .hasValue(56);
        assertThat(next(latest(OptionalLong.of(5), new TimeRule(50, Closed.RIGHT)), 56, 0, 100))
                .hasValue(156);
    }

    @Test
    void aSessionClosesWhenItsGapHasPassed() {
        Window session = new Window.Session(5);
        assertThat(next(count(session, RIGHT), 13, 2, 10, 12)).hasValue(18);
        assertThat(next(count(session, new TimeRule(7, Closed.LEFT)), 20, 2, 10, 12))
                .hasValue(25);
        assertThat(next(count(session, RIGHT), 18, 2, 10, 12)).as("closed").isEmpty();
    }

    @Test
    void aSessionThatIsNotTheLastClosesToo() {
        FeatureSpec delayed = count(new Window.Session(5), new TimeRule(100, Closed.RIGHT));
        assertThat(next(delayed, 103, 0, 3, 50)).hasValue(109);
        assertThat(next(delayed, 109, 0, 3, 50)).hasValue(156);
    }

    @Test
    void anEventLeavesTheLongestWindowsToo() {
        long longest = DurationText.MAX_MICROS;
        TimeRule delayed = new TimeRule(longest, Closed.RIGHT);
        assertThat(next(count(new Window.Sliding(longest), delayed), 15, 10)).hasValue(2 * longest + 10);
        assertThat(next(count(new Window.Tumbling(longest, Turn.PREVIOUS), delayed), 15, 10))
                .hasValue(3 * longest);
        assertThat(next(count(new Window.Sliding(longest, longest), delayed), 15, 10))
                .hasValue(3 * longest);
    }

    @Test
    void anEventFarAheadOfTheClockLeavesItsWindowToo() {
        long ahead = 5 * DurationText.MAX_MICROS;
        assertThat(next(count(new Window.Sliding(10), RIGHT), 15, ahead)).hasValue(ahead + 10);
    }

    @Test
    void theFirstOfAllFeaturesCounts() {
        assertThat(NextExpiry.of(
                        List.of(count(new Window.Sliding(10), RIGHT), latest(OptionalLong.of(3))),
                        new long[] {10, 12},
                        11))
                .hasValue(16);
    }

    private static OptionalLong next(FeatureSpec feature, long nowMicros, long... eventTimes) {
        return NextExpiry.of(List.of(feature), eventTimes, nowMicros);
    }

    private static FeatureSpec count(Window window, TimeRule rule) {
        Resolution.Resolved count = (Resolution.Resolved) Aggregates.resolve("count", List.of());
        return new FeatureSpec.Aggregate(
                "n", count.function(), List.of(), window, rule, Optional.empty(), Optional.empty());
    }

    private static FeatureSpec latest(OptionalLong maxAge) {
        return latest(maxAge, RIGHT);
    }

    private static FeatureSpec latest(OptionalLong maxAge, TimeRule rule) {
        Expression amount = ExpressionCompiler.compile(
                        "amount", new Schema(List.of(new Field("amount", ScalarType.INT64))))
                .orElseThrow();
        return new FeatureSpec.Latest("l", amount, maxAge, rule, Optional.empty(), Optional.empty());
    }
}
