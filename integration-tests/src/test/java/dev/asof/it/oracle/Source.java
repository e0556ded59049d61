package dev.asof.it.oracle;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where events come from: what is promised of its rows, and the roles that columns play.
 *
 * @param retracted the column that is true in a version that takes its event back
 * @param correctableForMicros how long after its time an event can arrive, in microseconds
 * @param zone on whose clocks times are that state no offset, UTC if it isn't there
 * @param undeclared the columns that no definition speaks of; those that a view reads are promised their type
 */
public record Source(
        String name,
        List<Column> columns,
        Set<String> undeclared,
        String eventTime,
        Optional<String> arrivalTime,
        List<String> uniqueKey,
        List<String> tieBreak,
        Optional<String> retracted,
        OptionalLong correctableForMicros,
        Optional<String> zone) {

    public Source {
        columns = List.copyOf(columns);
        undeclared = Set.copyOf(undeclared);
        uniqueKey = List.copyOf(uniqueKey);
        tieBreak = List.copyOf(tieBreak);
    }

    public Source(
            String name,
            List<Column> columns,
            Set<String> undeclared,
            String eventTime,
            Optional<String> arrivalTime,
            List<String> uniqueKey,
            List<String> tieBreak) {
        this(
                name,
                columns,
                undeclared,
                eventTime,
                arrivalTime,
                uniqueKey,
                tieBreak,
                Optional.empty(),
                OptionalLong.empty(),
                Optional.empty());
    }

    /** A row with instants in place of times that state no offset. */
    public Row read(Row row) {
        Map<String, @Nullable Object> values = new HashMap<>();
        row.values().forEach((column, value) -> values.put(column, instants(value)));
        return new Row(values, row.acceptedAt(), row.source());
    }

    private @Nullable Object instants(@Nullable Object value) {
        return switch (value) {
            case Type.Local local -> instant(local);
            case List<?> list -> list.stream().map(this::instants).collect(Collectors.toCollection(ArrayList::new));
            case Map<?, ?> map -> {
                Map<Object, @Nullable Object> instants = new LinkedHashMap<>();
                map.forEach((key, each) -> instants.put(key, instants(each)));
                yield instants;
            }
            case null, default -> value;
        };
    }

    /** The instant of a local time; beyond the years of zones one that is no timestamp. */
    private Long instant(Type.Local local) {
        if (zone.isEmpty()) {
            return local.micros();
        }
        Object instant = LocalTimes.instant(TimeParts.time(local.micros()), zone.get());
        return instant == null ? Long.MIN_VALUE : (Long) instant;
    }

    /** Whether a row keeps what is promised of all columns. */
    public boolean allows(Row row) {
        return Contract.isKept(this, read(row), Set.of());
    }

    /**
     * What is promised of one column.
     *
     * @param min the least value, inclusive
     * @param max the greatest value, inclusive
     * @param oneOf the allowed values; empty allows all
     */
    public record Column(
            String name, Type type, boolean nullable, Optional<Object> min, Optional<Object> max, List<Object> oneOf) {
        public Column {
            oneOf = List.copyOf(oneOf);
        }

        /** A column of which only the type is promised. */
        public static Column ofType(String name, Type type) {
            return new Column(name, type, true, Optional.empty(), Optional.empty(), List.of());
        }

        /** Whether a value keeps what is promised. */
        public boolean allows(@Nullable Object value) {
            return Contract.isKept(this, value);
        }
    }
}
