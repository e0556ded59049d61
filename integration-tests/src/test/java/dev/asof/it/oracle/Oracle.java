package dev.asof.it.oracle;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Answers questions about the features of one view, event by event. */
public final class Oracle {
    private final View view;
    private final Map<List<Object>, List<Event>> eventsByEntity = new LinkedHashMap<>();
    private final Map<Sight, List<Event>> seen = new HashMap<>();
    private final Map<Feature, Map<Seen, Answer>> answers = new IdentityHashMap<>();

    /** All that decides which events features with one filter see. */
    private record Sight(Question question, long delayMicros, boolean closedLeft) {}

    /** All that decides the answer of an aggregate, which several questions may share. */
    private record Seen(long asOf, List<Aggregation.Seen> events) {}

    /** @param rows all rows of the view's source, in any order */
    public Oracle(View view, Collection<Row> rows) {
        this.view = view;
        List<String> content = view.contentColumns();
        Set<String> unread = view.unread();
        for (Row each : rows) {
            Row row = view.source().read(each);
            if (Contract.isKept(view.source(), row, unread) && hasKey(row)) {
                Event event = event(row, content);
                eventsByEntity
                        .computeIfAbsent(event.entity(), key -> new ArrayList<>())
                        .add(event);
            }
        }
    }

    /** The events, of each entity that has one. */
    public Map<List<Object>, List<Event>> events() {
        return eventsByEntity;
    }

    public Answer answer(Feature feature, Question question) {
        Sight sight = new Sight(question, feature.delayMicros(), feature.closedLeft());
        List<Event> visible = seen.computeIfAbsent(sight, key -> oldEnough(feature, question)).stream()
                .filter(event -> passes(feature, event))
                .toList();
        return withDefault(
                feature,
                switch (feature.kind()) {
                    case Feature.Latest latest -> latest(feature, latest, question, visible);
                    case Feature.Aggregate aggregate -> aggregate(feature, aggregate, question, visible);
                });
    }

    /** The standing events that are old enough, in their order, before any filter. */
    private List<Event> oldEnough(Feature feature, Question question) {
        List<Event> accepted = eventsByEntity.getOrDefault(question.key(), List.of()).stream()
                .filter(event -> question.acceptedBy().isEmpty()
                        || event.acceptedAt() <= question.acceptedBy().getAsLong())
                .toList();
        return standing(accepted, event -> isKnown(feature, question, event)).stream()
                .filter(event -> !event.retracted())
                .filter(event -> isOldEnough(feature, question, event))
                .sorted(Event.ORDER)
                .toList();
    }

    private boolean hasKey(Row row) {
        return view.keyColumns().stream().noneMatch(column -> row.value(column) == null);
    }

    private Event event(Row row, List<String> content) {
        Source source = view.source();
        long time = (Long) Objects.requireNonNull(row.value(source.eventTime()));
        long arrival = source.arrivalTime()
                .map(column -> (Long) Objects.requireNonNull(row.value(column)))
                .orElse(time);
        List<@Nullable Object> uniqueKey = tuple(row, source.uniqueKey());
        return new Event(
                tuple(row, view.keyColumns()),
                time,
                arrival,
                uniqueKey.contains(null) ? List.of() : uniqueKey,
                source.retracted().stream().anyMatch(column -> Boolean.TRUE.equals(row.value(column))),
                tuple(row, content),
                row.values(),
                row.acceptedAt());
    }

    private static List<@Nullable Object> tuple(Row row, List<String> columns) {
        List<@Nullable Object> values = new ArrayList<>();
        columns.forEach(column -> values.add(row.value(column)));
        return values;
    }

    /** The events that no other version replaces, of those known. */
    private List<Event> standing(List<Event> events, Predicate<Event> isKnown) {
        List<Event> standing = new ArrayList<>();
        Map<List<Object>, List<Event>> versions = new LinkedHashMap<>();
        for (Event event : events) {
            if (!event.uniqueKey().isEmpty()) {
                versions.computeIfAbsent(event.uniqueKey(), key -> new ArrayList<>())
                        .add(event);
            } else if (isKnown.test(event)) {
                standing.add(event);
            }
        }
        for (List<Event> ofOne : versions.values()) {
            withoutRetries(ofOne).stream()
                    .filter(isKnown)
                    .max(Event.VERSION_ORDER)
                    .ifPresent(standing::add);
        }
        return standing;
    }

    private static List<Event> withoutRetries(List<Event> versions) {
        List<Event> kept = new ArrayList<>();
        versions.stream().sorted(Event.VERSION_ORDER).forEach(version -> {
            if (kept.isEmpty() || !version.repeats(kept.getLast())) {
                kept.add(version);
            }
        });
        return kept;
    }

    private boolean isKnown(Feature feature, Question question, Event event) {
        return view.source().arrivalTime().isPresent()
                ? event.arrival() <= question.knownAt().orElse(question.asOf())
                : isOldEnough(feature, question, event);
    }

    private static boolean isOldEnough(Feature feature, Question question, Event event) {
        long anchor = question.asOf() - feature.delayMicros();
        return feature.closedLeft() ? event.time() < anchor : event.time() <= anchor;
    }

    private boolean passes(Feature feature, Event event) {
        return view.where().stream().allMatch(filter -> Boolean.TRUE.equals(filter.on(event.values())))
                && feature.where().stream().allMatch(filter -> Boolean.TRUE.equals(filter.on(event.values())));
    }

    private static Answer latest(Feature feature, Feature.Latest latest, Question question, List<Event> visible) {
        if (visible.isEmpty()) {
            return new Answer(Answer.Status.NOT_FOUND, null, OptionalLong.empty());
        }
        Event greatest = visible.getLast();
        OptionalLong time = OptionalLong.of(greatest.time());
        long age = question.asOf() - feature.delayMicros() - greatest.time();
        if (latest.maxAgeMicros().isPresent() && age > latest.maxAgeMicros().getAsLong()) {
            return new Answer(Answer.Status.EXPIRED, null, time);
        }
        Object value = feature.input().orElseThrow().on(greatest.values());
        return new Answer(value == null ? Answer.Status.NULL_VALUE : Answer.Status.PRESENT, value, time);
    }

    private Answer aggregate(Feature feature, Feature.Aggregate aggregate, Question question, List<Event> visible) {
        List<Event> events = inWindow(feature, aggregate.window(), question.asOf() - feature.delayMicros(), visible);
        List<Aggregation.Seen> seen = events.stream()
                .map(event -> new Aggregation.Seen(
                        event.time(),
                        feature.input().isEmpty()
                                ? Optional.of(true)
                                : feature.input().map(input -> input.on(event.values())),
                        aggregate.second().map(input -> input.on(event.values())),
                        aggregate.by().map(by -> by.key().on(event.values()))))
                .toList();
        long asOf = aggregate.function().countsFromQuestion() ? question.asOf() : 0;
        return answers.computeIfAbsent(feature, each -> new HashMap<>())
                .computeIfAbsent(
                        new Seen(asOf, seen),
                        each -> new Aggregation(seen, asOf, feature.input().map(Expr::type)).of(aggregate));
    }

    private static List<Event> inWindow(Feature feature, Feature.Span window, long anchor, List<Event> visible) {
        return switch (window) {
            case Feature.Unbounded unbounded -> visible;
            case Feature.Sliding(long length, long resolution) -> {
                long start = Math.floorDiv(anchor - length, resolution) * resolution;
                yield visible.stream()
                        .filter(event -> feature.closedLeft() ? event.time() >= start : event.time() > start)
                        .toList();
            }
            case Feature.Session(long gap) -> session(gap, anchor, visible);
            case Feature.Tumbling(long length, boolean previous) -> {
                long start = (Math.floorDiv(anchor, length) - (previous ? 1 : 0)) * length;
                yield between(start, start + length, visible);
            }
            case Feature.Calendar calendar -> {
                int turn = calendar.previous() ? -1 : 0;
                yield between(
                        Calendars.start(calendar, anchor, turn), Calendars.start(calendar, anchor, turn + 1), visible);
            }
        };
    }

    private static List<Event> between(long start, long end, List<Event> visible) {
        return visible.stream()
                .filter(event -> event.time() >= start && event.time() < end)
                .toList();
    }

    private static List<Event> session(long gap, long anchor, List<Event> visible) {
        List<Event> session = new ArrayList<>();
        long next = anchor;
        for (Event event : visible.reversed()) {
            if (next - event.time() > gap) {
                break;
            }
            session.addFirst(event);
            next = event.time();
        }
        return session;
    }

    private static Answer withDefault(Feature feature, Answer answer) {
        return switch (answer.status()) {
            case NOT_FOUND, NULL_VALUE, EXPIRED ->
                feature.defaultValue()
                        .map(value -> new Answer(Answer.Status.DEFAULTED, value, answer.eventTime()))
                        .orElse(answer);
            case PRESENT, OUT_OF_RANGE, DEFAULTED -> answer;
        };
    }
}
