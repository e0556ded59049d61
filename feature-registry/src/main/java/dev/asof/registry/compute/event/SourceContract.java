package dev.asof.registry.compute.event;

import dev.asof.registry.compute.schema.Schema;
import java.util.List;
import java.util.Optional;

/**
 * What makes a row of a source an event: the columns with their promises, and the roles that columns play.
 *
 * @param source the source's name
 * @param columns the columns that the contract speaks of, every role's column among them
 * @param roles what columns mean
 */
public record SourceContract(String source, List<ColumnContract> columns, SourceRoles roles) {

    /** @throws IllegalArgumentException if a role names a column that is missing or of the wrong type */
    public SourceContract {
        columns = List.copyOf(columns);
        roles.requireIn(schemaOf(columns));
    }

    /** A contract without retractions and without a bound on corrections. */
    public SourceContract(
            String source,
            List<ColumnContract> columns,
            String eventTime,
            Optional<String> arrivalTime,
            List<String> uniqueKey,
            List<String> tieBreak) {
        this(source, columns, new SourceRoles(eventTime, arrivalTime, uniqueKey, tieBreak));
    }

    /** The timestamp column of when an event happened. */
    public String eventTime() {
        return roles.eventTime();
    }

    /** The timestamp column of when the store could first know of the row. */
    public Optional<String> arrivalTime() {
        return roles.arrivalTime();
    }

    /** The columns' names and types, in the contract's order. */
    public Schema schema() {
        return schemaOf(columns);
    }

    private static Schema schemaOf(List<ColumnContract> columns) {
        return new Schema(columns.stream().map(ColumnContract::field).toList());
    }
}
