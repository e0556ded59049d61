package dev.asof.it.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The oracle's own examples, worked out by hand. */
class OracleTest {
    private static final Expr X = new Expr.Column("x", Type.FLOAT64);
    private static final Source SOURCE = new Source(
            "events",
            List.of(
                    Source.Column.ofType("id", Type.INT64),
                    Source.Column.ofType("key", Type.INT64),
                    Source.Column.ofType("ts", Type.TIMESTAMP),
                    Source.Column.ofType("seen", Type.TIMESTAMP),
                    Source.Column.ofType("x", Type.FLOAT64)),
            Set.of(),
            "ts",
            Optional.of("seen"),
            List.of("id"),
            List.of());

    @Test
    void windowIsOpenAtItsStartAndClosedAtItsEnd() {
        Feature count = count(10, false);
        assertThat(count(count, 100, row(1, 90, 90, 1.0), row(2, 91, 91, 1.0), row(3, 100, 100, 1.0)))
                .isEqualTo(2);
    }

    @Test
    void windowClosedLeftIsTheOtherWayRound() {
        Feature count = count(10, true);
        assertThat(count(count, 100, row(1, 90, 90, 1.0), row(2, 91, 91, 1.0), row(3, 100, 100, 1.0)))
                .isEqualTo(2);
        assertThat(count(count, 100, row(1, 89, 89, 1.0), row(3, 100, 100, 1.0)))
                .isEqualTo(0);
    }

    @Test
    void correctionReplacesFromItsOwnArrivalOn() {
        Row first = row(1, 10, 10, 1.0);
        Row correction = row(1, 10, 20, 2.0);
        assertThat(ask(latest(), 19, first, correction).value()).isEqualTo(1.0);
        assertThat(ask(latest(), 20, first, correction).value()).isEqualTo(2.0);
    }

    @Test
    void correctionThatLeavesTheWindowTakesTheEventAlong() {
        assertThat(count(count(10, false), 100, row(1, 95, 95, 1.0), row(1, 50, 96, 1.0)))
                .isEqualTo(0);
    }

    @Test
    void retryKeepsTheFirstArrivalAndSoItsPlaceAmongTies() {
        Row first = row(1, 10, 10, 1.0);
        Row other = row(2, 10, 11, 2.0);
        assertThat(ask(latest(), 30, first, other, row(1, 10, 12, 1.0)).value()).isEqualTo(2.0);
        assertThat(ask(latest(), 30, first, other, row(1, 10, 12, 1.5)).value()).isEqualTo(1.5);
    }

    @Test
    void latestExpiresBeyondItsGreatestAge() {
        Feature latest = feature(new Feature.Latest(OptionalLong.of(5)), false);
        assertThat(ask(latest, 15, row(1, 10, 10, 1.0)).status()).isEqualTo(Answer.Status.PRESENT);
        assertThat(ask(latest, 16, row(1, 10, 10, 1.0)))
                .isEqualTo(new Answer(Answer.Status.EXPIRED, null, OptionalLong.of(10)));
    }

    @Test
    void latestNullIsNotSkipped() {
        assertThat(ask(latest(), 30, row(1, 10, 10, 1.0), row(2, 20, 20, null)).status())
                .isEqualTo(Answer.Status.NULL_VALUE);
    }

    private static Feature latest() {
        return feature(new Feature.Latest(OptionalLong.empty()), false);
    }

    private static Feature count(long window, boolean closedLeft) {
        return feature(new Feature.Aggregate(Feature.Function.COUNT, new Feature.Sliding(window)), closedLeft);
    }

    private static Feature feature(Feature.Kind kind, boolean closedLeft) {
        return new Feature("f", kind, Optional.of(X), Optional.empty(), 0, closedLeft, Optional.empty());
    }

    private static Row row(long id, long time, long seen, Double x) {
        Map<String, Object> values = new HashMap<>(Map.of("id", id, "key", 7L, "ts", time, "seen", seen));
        values.put("x", x);
        return new Row(values, Row.ALWAYS);
    }

    private static Answer ask(Feature feature, long asOf, Row... rows) {
        View view = new View(SOURCE, List.of("key"), Optional.empty(), List.of(feature));
        Question question = new Question(List.of(7L), asOf, OptionalLong.empty(), OptionalLong.empty());
        return new Oracle(view, List.of(rows)).answer(feature, question);
    }

    private static long count(Feature feature, long asOf, Row... rows) {
        Object count = ask(feature, asOf, rows).value();
        return count == null ? -1 : (Long) count;
    }
}
