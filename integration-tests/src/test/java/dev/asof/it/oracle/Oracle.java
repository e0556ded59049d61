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
import org.jspecify.annotations.Nullable;

/** Answers questions about the features of one view, event by event. */
public final class Oracle {
    private final View view;
    private final Map<List<Object>, List<Event>> eventsByEntity = new LinkedHashMap<>();
    private final Map<Accepted, List<List<Event>>> accepted = new HashMap<>();
    private final Map<Sight, List<Event>> seen = new HashMap<>();
    private @Nullable Feature answered;
    private final Map<Event, Aggregation.Seen> inputs = new IdentityHashMap<>();
    private final Map<Window, Answer> answers = new HashMap<>();

    /** All that decides which events of an entity there can be. */
    private record Accepted(List<Object> key, OptionalLong acceptedBy) {}

    /** All that decides which events features with one filter see. */
    private record Sight(Question question, long delayMicros, boolean closedLeft) {}

    /** All that decides the answer of an aggregate, which several questions may share; the same if it is the same events. */
    private record Window(long asOf, List<Aggregation.Seen> events) {
        @Override
        @SuppressWarnings("ReferenceEquality")
        public boolean equals(Object other) {
            if (!(other instanceof Window(long otherAsOf, List<Aggregation.Seen> others))
                    || asOf != otherAsOf
                    || events.size() != others.size()) {
                return false;
            }
            for (int i = 0; i < events.size(); i++) {
                if (events.get(i) != others.get(i)) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public int hashCode() {
            int hash = Long.hashCode(asOf);
            for (Aggregation.Seen event : events) {
                hash = 31 * hash + System.identityHashCode(event);
            }
            return hash;
        }
    }

    /** @param rows all rows of the view's sources, maybe of others as well, in any order */
    public Oracle(View view, Collection<Row> rows) {
        this.view = view;
        List<String> content = view.contentColumns();
        for (Row row : rows) {
            view.sourceOf(row).ifPresent(source -> add(source.read(row), source, content));
        }
    }

    private void add(Row row, Source source, List<String> content) {
        if (Contract.isKept(source, row, view.unread(source)) && hasKey(row)) {
            Event event = event(row, content);
            eventsByEntity
                    .computeIfAbsent(event.entity(), key -> new ArrayList<>())
                    .add(event);
        }
    }

    /** The events, of each entity that has one. */
    public Map<List<Object>, List<Event>> events() {
        return eventsByEntity;
    }

    public Answer answer(Feature feature, Question question) {
        Sight sight = new Sight(question, feature.delayMicros(), feature.closedLeft());
        List<Event> visible = filtered(feature, seen.computeIfAbsent(sight, key -> oldEnough(feature, question)));
        return withDefault(
                feature,
                switch (feature.kind()) {
                    case Feature.Latest latest -> latest(feature, latest, question, visible);
                    case Feature.Aggregate aggregate -> aggregate(feature, aggregate, question, visible);
                });
    }

    /** The standing events that are old enough, in their order, before any filter. */
    private List<Event> oldEnough(Feature feature, Question question) {
        List<Event> standing = new ArrayList<>();
        for (List<Event> versions :
                accepted.computeIfAbsent(new Accepted(question.key(), question.acceptedBy()), this::versions)) {
            Event greatest = null;
            for (Event version : versions) {
                greatest = isKnown(feature, question, version) ? version : greatest;
            }
            if (greatest != null && !greatest.retracted() && isOldEnough(feature, question, greatest)) {
                standing.add(greatest);
            }
        }
        standing.sort(Event.ORDER);
        return standing;
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

    /** The versions of each event of those accepted, in their order and without retries; what has no key is alone. */
    private List<List<Event>> versions(Accepted by) {
        List<List<Event>> all = new ArrayList<>();
        Map<List<Object>, List<Event>> byKey = new LinkedHashMap<>();
        for (Event event : eventsByEntity.getOrDefault(by.key(), List.of())) {
            if (by.acceptedBy().isPresent()
                    && event.acceptedAt() > by.acceptedBy().getAsLong()) {
                continue;
            }
            if (event.uniqueKey().isEmpty()) {
                all.add(List.of(event));
            } else {
                byKey.computeIfAbsent(event.uniqueKey(), key -> new ArrayList<>())
                        .add(event);
            }
        }
        byKey.values().forEach(ofOne -> all.add(withoutRetries(ofOne)));
        return all;
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

    private List<Event> filtered(Feature feature, List<Event> events) {
        return view.where().isEmpty() && feature.where().isEmpty()
                ? events
                : events.stream().filter(event -> passes(feature, event)).toList();
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

    @SuppressWarnings("ReferenceEquality") // what was computed for a feature serves that very one
    private Answer aggregate(Feature feature, Feature.Aggregate aggregate, Question question, List<Event> visible) {
        List<Event> events = inWindow(feature, aggregate.window(), question.asOf() - feature.delayMicros(), visible);
        if (answered != feature) {
            answered = feature;
            inputs.clear();
            answers.clear();
        }
        List<Aggregation.Seen> seen = new ArrayList<>(events.size());
        for (Event event : events) {
            seen.add(inputs.computeIfAbsent(event, each -> seen(feature, aggregate, each)));
        }
        long asOf = aggregate.function().countsFromQuestion() ? question.asOf() : 0;
        return answers.computeIfAbsent(
                new Window(asOf, seen),
                each -> new Aggregation(seen, asOf, feature.input().map(Expr::type)).of(aggregate));
    }

    private static Aggregation.Seen seen(Feature feature, Feature.Aggregate aggregate, Event event) {
        return new Aggregation.Seen(
                event.time(),
                feature.input().isEmpty() ? Optional.of(true) : feature.input().map(input -> input.on(event.values())),
                aggregate.second().map(input -> input.on(event.values())),
                aggregate.by().map(by -> by.key().on(event.values())));
    }

    private static List<Event> inWindow(Feature feature, Feature.Span window, long anchor, List<Event> visible) {
        return switch (window) {
            case Feature.Unbounded unbounded -> visible;
            case Feature.Sliding(long length, long resolution) -> {
                long start = Math.floorDiv(anchor - length, resolution) * resolution;
                yield from(feature.closedLeft() ? start : start + 1, visible);
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

    private static List<Event> from(long start, List<Event> visible) {
        return between(start, Long.MAX_VALUE, visible);
    }

    private static List<Event> between(long start, long end, List<Event> visible) {
        List<Event> events = new ArrayList<>();
        for (Event event : visible) {
            if (event.time() >= start && event.time() < end) {
                events.add(event);
            }
        }
        return events;
    }

    private static List<Event> session(long gap, long anchor, List<Event> visible) {
        long next = anchor;
        int start = visible.size();
        while (start > 0 && next - visible.get(start - 1).time() <= gap) {
            start--;
            next = visible.get(start).time();
        }
        return visible.subList(start, visible.size());
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
