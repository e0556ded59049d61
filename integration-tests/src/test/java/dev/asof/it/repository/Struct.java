package dev.asof.it.repository;

import dev.asof.it.oracle.Source;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/** Columns as fields of structs by the dots in their names. */
final class Struct {
    private final Map<String, Struct> structs = new LinkedHashMap<>();
    private Optional<Source.Column> column = Optional.empty();

    private Struct() {}

    static Struct of(List<Source.Column> columns) {
        Struct root = new Struct();
        for (Source.Column column : columns) {
            Struct place = root;
            for (String name : path(column.name())) {
                place = place.structs.computeIfAbsent(name, any -> new Struct());
            }
            place.column = Optional.of(column);
        }
        return root;
    }

    /** The names on the way to a column, its own last. */
    static List<String> path(String column) {
        return List.of(column.split("\\."));
    }

    /** @param layout of a column, by the last name on its path */
    List<Type> fields(BiFunction<Source.Column, String, Type> layout) {
        List<Type> fields = new ArrayList<>();
        structs.forEach((name, part) -> fields.add(part.column
                .map(column -> layout.apply(column, name))
                .orElseGet(() -> struct(name, part.fields(layout)))));
        return fields;
    }

    private static Type struct(String name, List<Type> fields) {
        Types.GroupBuilder<org.apache.parquet.schema.GroupType> group = Types.optionalGroup();
        fields.forEach(group::addField);
        return group.named(name);
    }
}
