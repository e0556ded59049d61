package dev.asof.registry.definition;

import dev.asof.registry.catalog.SourceColumn;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.Schema;
import dev.asof.registry.diagnostic.Place;
import dev.asof.registry.diagnostic.Problems;
import dev.asof.registry.diagnostic.Quoted;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;

/**
 * Whether several sources can feed one view: whatever decides what an event is, when it happened, which other versions it has
 * and what it says is in columns of the same names and types in each. Each source is held against the first.
 */
final class SourceAgreement {
    private final Problems problems;

    SourceAgreement(Problems problems) {
        this.problems = problems;
    }

    /**
     * Reports all in which the sources differ and may not.
     *
     * @param keys of the view's entity
     * @param read the columns that expressions read, and where the first of these stands
     */
    void check(List<ViewSource> sources, Schema keys, Map<String, Place> read) {
        ViewSource first = sources.getFirst();
        for (ViewSource other : sources.subList(1, sources.size())) {
            checkRoles(first, other);
            checkKeys(first, other, keys);
            TreeSet<String> columns = new TreeSet<>(read.keySet());
            columns.addAll(sharedRoles(first, other));
            columns.forEach(column -> checkType(column, first, other, read.getOrDefault(column, other.place())));
        }
    }

    private void checkRoles(ViewSource first, ViewSource other) {
        SortedMap<String, List<String>> found = other.source().source().roles().ordering();
        first.source().source().roles().ordering().forEach((role, expected) -> {
            List<String> columns = found.getOrDefault(role, List.of());
            if (!columns.equals(expected)) {
                problems.report(
                        other.place(),
                        role + " is " + shown(expected) + " in source '" + first.name() + "' and " + shown(columns)
                                + " in source '" + other.name()
                                + "'; the sources of a view declare it alike, as events of both have one order and one"
                                + " kind of versions");
            }
        });
    }

    private static TreeSet<String> sharedRoles(ViewSource first, ViewSource other) {
        TreeSet<String> columns = first.source().source().roles().columns();
        columns.retainAll(other.source().source().roles().columns());
        return columns;
    }

    private static String shown(List<String> columns) {
        return columns.isEmpty() ? "not declared" : Quoted.of(String.join(", ", columns));
    }

    /** Their types are held against those of the entity. */
    private void checkKeys(ViewSource first, ViewSource other, Schema keys) {
        for (String key : keys.names()) {
            String expected = first.source().source().columnOfKey(key);
            String found = other.source().source().columnOfKey(key);
            if (!found.equals(expected)) {
                problems.report(
                        other.place(),
                        "key '" + key + "' is column " + Quoted.of(expected) + " in source '" + first.name()
                                + "' and column " + Quoted.of(found) + " in source '" + other.name()
                                + "'; the sources of a view hold a key in columns of one name");
            }
        }
    }

    private void checkType(String column, ViewSource first, ViewSource other, Place place) {
        Optional<DataType> expected = typeOf(column, first);
        Optional<DataType> found = typeOf(column, other);
        if (expected.isEmpty() || other.source().isUnsaid(column)) {
            return;
        }
        if (found.isEmpty()) {
            problems.report(place, other.source().absence(column));
        } else if (!found.equals(expected)) {
            problems.report(
                    place,
                    "column " + Quoted.of(column) + " is "
                            + expected.get().displayName() + " in source '" + first.name() + "' and "
                            + found.get().displayName() + " in source '" + other.name()
                            + "'; the sources of a view agree in the types of the columns that it reads: declare it"
                            + " under the columns of one of them");
        }
    }

    private static Optional<DataType> typeOf(String column, ViewSource source) {
        return source.source()
                .source()
                .column(column)
                .map(SourceColumn::contract)
                .map(contract -> contract.field().type());
    }
}
