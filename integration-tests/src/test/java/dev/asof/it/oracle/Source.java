package dev.asof.it.oracle;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where events come from: what is promised of its rows, and the roles that columns play. */
public record Source(
        String name,
        List<Column> columns,
        String eventTime,
        Optional<String> arrivalTime,
        List<String> uniqueKey,
        List<String> tieBreak) {

    public Source {
        columns = List.copyOf(columns);
        uniqueKey = List.copyOf(uniqueKey);
        tieBreak = List.copyOf(tieBreak);
    }

    /** Whether a row of it is an event. */
    public boolean allows(Row row) {
        return Contract.isKept(this, row);
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
