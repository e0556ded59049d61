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
        Expression amount = ExpressionCompiler.compile(
                        "amount", new Schema(List.of(new Field("amount", ScalarType.INT64))))
                .orElseThrow();
        return new FeatureSpec.Latest("l", amount, maxAge, RIGHT, Optional.empty(), Optional.empty());
    }
}
