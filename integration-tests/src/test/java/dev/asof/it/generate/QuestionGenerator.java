package dev.asof.it.generate;

import dev.asof.it.oracle.Event;
import dev.asof.it.oracle.Feature;
import dev.asof.it.oracle.Oracle;
import dev.asof.it.oracle.Question;
import dev.asof.it.oracle.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Draws questions whose times lie where answers change: at events, arrivals, window edges and ages, and beside them. */
final class QuestionGenerator {
    private final Dice dice;
    private final Clock clock;
    private final ValueGenerator values;
    private final List<Scenario.Key> keys;
    private final List<Scenario.NamedView> views;
    private final List<Row> rows;
    private final Scenario.Joined joined;
    private final List<Event> events = new ArrayList<>();

    QuestionGenerator(
            Dice dice,
            Clock clock,
            ValueGenerator values,
            List<Scenario.Key> keys,
            List<Scenario.NamedView> views,
            List<Row> rows,
            Scenario.Joined joined) {
        this.joined = joined;
        this.dice = dice;
        this.clock = clock;
        this.values = values;
        this.keys = keys;
        this.views = views;
        this.rows = rows;
        new Oracle(views.getFirst().view(), rows).events().values().forEach(events::addAll);
    }

    List<Question> questions(int count) {
        List<Question> questions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            questions.add(question());
        }
        return questions;
    }

    private Question question() {
        Question asked = asked();
        List<Object> other = dice.chance(20) || events.isEmpty()
                ? anyKey()
                : dice.oneOf(events).entity();
        Map<String, Object> request = new HashMap<>();
        joined.onDemand()
                .ifPresent(view -> view.request()
                        .forEach(column ->
                                request.put(column.name(), dice.chance(12) ? null : values.value(column.type()))));
        return new Question(asked.key(), other, request, asked.asOf(), asked.knownAt(), asked.acceptedBy());
    }

    private Question asked() {
        if (events.isEmpty() || dice.chance(4)) {
            long asOf = Math.clamp(clock.time(), Clock.FIRST_TIME, Clock.LAST_TIME);
            return new Question(anyKey(), asOf, OptionalLong.empty(), OptionalLong.empty());
        }
        Event event = dice.oneOf(events);
        long asOf = Math.clamp(clock.near(asOf(event)), Clock.FIRST_TIME, Clock.LAST_TIME);
        return new Question(event.entity(), asOf, knownAt(event, asOf), acceptedBy());
    }

    private List<Object> anyKey() {
        return keys.stream().map(key -> KeyValues.of(key.type(), values, dice)).toList();
    }

    private long asOf(Event event) {
        Feature feature = dice.oneOf(dice.oneOf(views).view().features());
        long seen = event.time() + feature.delayMicros();
        return switch (dice.between(0, 9)) {
            case 0, 1 -> seen;
            case 2, 3, 4 -> seen + span(feature);
            case 5 -> event.arrival();
            case 6 -> clock.time();
            case 7 -> event.time() + 100 * clock.step();
            default -> seen + dice.between(0, 6) * clock.step();
        };
    }

    private static long span(Feature feature) {
        return switch (feature.kind()) {
            case Feature.Latest latest -> latest.maxAgeMicros().orElse(0);
            case Feature.Aggregate aggregate -> aggregate.window().reachMicros();
        };
    }

    private OptionalLong knownAt(Event event, long asOf) {
        return switch (dice.between(0, 9)) {
            case 0, 1 -> OptionalLong.of(clock.near(event.arrival()));
            case 2 -> OptionalLong.of(clock.near(dice.oneOf(events).arrival()));
            case 3 -> OptionalLong.of(asOf + dice.between(-3, 50) * clock.step());
            default -> OptionalLong.empty();
        };
    }

    private OptionalLong acceptedBy() {
        return dice.chance(70)
                ? OptionalLong.empty()
                : OptionalLong.of(dice.oneOf(rows).acceptedAt() - dice.between(0, 1));
    }
}
