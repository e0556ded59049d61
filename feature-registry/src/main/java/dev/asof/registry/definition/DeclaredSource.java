package dev.asof.registry.definition;

import dev.asof.registry.catalog.Attributes;
import dev.asof.registry.catalog.SourceLocation;
import dev.asof.registry.compute.event.ColumnContract;
import dev.asof.registry.compute.event.OnViolation;
import dev.asof.registry.compute.zone.NamedZone;
import dev.asof.registry.diagnostic.Located;
import dev.asof.registry.repository.TableFormat;
import java.util.List;
import java.util.Optional;

/**
 * A source as declared.
 *
 * @param keyColumns the columns that hold an entity's key under another name
 * @param columns the contract of the declared columns
 * @param unreadColumns declared columns whose contract has mistakes, so that nothing more is said of them
 */
record DeclaredSource(
        Located<String> name,
        Located<String> path,
        TableFormat format,
        List<Located<String>> partitions,
        Located<String> eventTime,
        Optional<Located<String>> arrivalTime,
        List<Located<String>> uniqueKey,
        List<Located<String>> tieBreak,
        Optional<Located<String>> retracted,
        Optional<Long> correctableForMicros,
        Optional<NamedZone> zone,
        List<KeyColumn> keyColumns,
        List<Column> columns,
        List<String> unreadColumns,
        OnViolation onViolation,
        Attributes attributes) {

    DeclaredSource {
        partitions = List.copyOf(partitions);
        uniqueKey = List.copyOf(uniqueKey);
        tieBreak = List.copyOf(tieBreak);
        keyColumns = List.copyOf(keyColumns);
        columns = List.copyOf(columns);
        unreadColumns = List.copyOf(unreadColumns);
    }

    SourceLocation location() {
        return new SourceLocation(
                path.value(), format, partitions.stream().map(Located::value).toList());
    }

    /** The declared column of this name. */
    Optional<Column> column(String column) {
        return columns.stream()
                .filter(declared -> declared.name().value().equals(column))
                .findFirst();
    }

    /** A source column and the entity key it holds. */
    record KeyColumn(Located<String> column, Located<String> key) {}

    /** A declared column. */
    record Column(Located<String> name, ColumnContract contract, Optional<String> description) {}
}
