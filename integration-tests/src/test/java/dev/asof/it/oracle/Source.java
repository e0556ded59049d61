package dev.asof.it.oracle;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where events come from: what is promised of its rows, and the roles that columns play.
 *
 * @param retracted the column that is true in a version that takes its event back
 * @param correctableForMicros how long after its time an event can arrive, in microseconds
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
        OptionalLong correctableForMicros) {

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
                OptionalLong.empty());
    }

    /** Whether a row keeps what is promised of all columns. */
    public boolean allows(Row row) {
        return Contract.isKept(this, row, Set.of());
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
