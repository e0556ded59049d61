package dev.asof.registry.compute.event;

import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.Schema;
import dev.asof.registry.compute.zone.NamedZone;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The roles that columns of a source play, and what follows for its events. Immutable and thread-safe.
 *
 * @param eventTime the timestamp column of when the event happened
 * @param arrivalTime the timestamp column of when the store could first know of the row
 * @param uniqueKey the columns that make rows versions of one event, by name; empty where there are none
 * @param tieBreak the columns that order events of one entity at one time, most significant first
 * @param retracted the bool column that is true in a version that takes the event back; only beside a unique key
 * @param correctableForMicros how long after its time an event can arrive, inclusive, at least 0; only beside an arrival
 * @param zone on whose clocks times are that state no offset; UTC where there is none
 */
public record SourceRoles(
        String eventTime,
        Optional<String> arrivalTime,
        List<String> uniqueKey,
        List<String> tieBreak,
        Optional<String> retracted,
        OptionalLong correctableForMicros,
        Optional<NamedZone> zone) {

    /** @throws IllegalArgumentException if a role stands without the one that it goes with */
    public SourceRoles {
        uniqueKey = uniqueKey.stream().sorted().toList();
        tieBreak = List.copyOf(tieBreak);
        if (retracted.isPresent() && uniqueKey.isEmpty()) {
            throw new IllegalArgumentException("Events without a unique key have no versions to retract");
        }
        if (correctableForMicros.isPresent() && (arrivalTime.isEmpty() || correctableForMicros.getAsLong() < 0)) {
            throw new IllegalArgumentException("Corrections are bounded by an arrival and a span of time");
        }
    }

    /** Roles without retractions, without a bound on corrections, and without a zone. */
    public SourceRoles(String eventTime, Optional<String> arrivalTime, List<String> uniqueKey, List<String> tieBreak) {
        this(eventTime, arrivalTime, uniqueKey, tieBreak, Optional.empty(), OptionalLong.empty(), Optional.empty());
    }

    /** Whether events of both, put together, have one order and one kind of versions: the columns that decide these are the same. */
    public boolean orderEventsAs(SourceRoles other) {
        return ordering().equals(other.ordering());
    }

    /** The columns that decide the order of events and their versions, by the key that a definition declares them with; none where it doesn't. */
    public SortedMap<String, List<String>> ordering() {
        return new TreeMap<>(Map.of(
                "event_time", List.of(eventTime),
                "arrival_time", arrivalTime.stream().toList(),
                "unique_key", uniqueKey,
                "tie_break", tieBreak,
                "retracted", retracted.stream().toList()));
    }

    /** The columns that have a role, by name. */
    public TreeSet<String> columns() {
        TreeSet<String> names = new TreeSet<>(uniqueKey);
        names.addAll(tieBreak);
        names.add(eventTime);
        arrivalTime.ifPresent(names::add);
        retracted.ifPresent(names::add);
        return names;
    }

    /** The unique key in rows of this schema, which has its columns. */
    public UniqueKey uniqueKeyIn(Schema rows) {
        return new UniqueKey(uniqueKey.stream().mapToInt(rows::indexOf).toArray());
    }

    /** @throws IllegalArgumentException if a role names a column that is missing or of the wrong type */
    void requireIn(Schema schema) {
        Stream.concat(Stream.of(eventTime), arrivalTime.stream())
                .forEach(column -> requireType(schema, column, ScalarType.TIMESTAMP));
        retracted.ifPresent(column -> requireType(schema, column, ScalarType.BOOL));
        columns().forEach(schema::indexOf);
    }

    private static void requireType(Schema schema, String column, ScalarType type) {
        if (schema.field(schema.indexOf(column)).type() != type) {
            throw new IllegalArgumentException("Column '" + column + "' is not " + type.displayName());
        }
    }
}
