package dev.asof.registry.compute.event;

import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.Schema;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What makes a row of a source an event: the columns with their promises, and the roles that columns play.
 *
 * @param source the source's name
 * @param columns the columns that the contract speaks of, every role's column among them
 * @param eventTime the timestamp column of when the event happened
 * @param arrivalTime the timestamp column of when the store could first know of the row
 * @param uniqueKey the columns that make rows versions of one event; empty where there are none
 * @param tieBreak the columns that order events of one entity at one time, most significant first
 */
public record SourceContract(
        String source,
        List<ColumnContract> columns,
        String eventTime,
        Optional<String> arrivalTime,
        List<String> uniqueKey,
        List<String> tieBreak) {

    /** @throws IllegalArgumentException if a role names a column that is missing or of the wrong type */
    public SourceContract {
        columns = List.copyOf(columns);
        uniqueKey = List.copyOf(uniqueKey);
        tieBreak = List.copyOf(tieBreak);
        Schema schema = schemaOf(columns);
        requireTimestamp(schema, eventTime);
        arrivalTime.ifPresent(column -> requireTimestamp(schema, column));
        Stream.concat(uniqueKey.stream(), tieBreak.stream()).forEach(schema::indexOf);
    }

    /** The columns' names and types, in the contract's order. */
    public Schema schema() {
        return schemaOf(columns);
    }

    private static Schema schemaOf(List<ColumnContract> columns) {
        return new Schema(columns.stream().map(ColumnContract::field).toList());
    }

    private static void requireTimestamp(Schema schema, String column) {
        if (schema.field(schema.indexOf(column)).type() != ScalarType.TIMESTAMP) {
            throw new IllegalArgumentException("Column '" + column + "' is not a timestamp");
        }
    }
}
