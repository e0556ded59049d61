package dev.asof.registry.definition;

import dev.asof.registry.catalog.Attributes;
import dev.asof.registry.diagnostic.Located;
import dev.asof.registry.diagnostic.Place;
import dev.asof.registry.diagnostic.Problems;
import dev.asof.registry.diagnostic.Quoted;
import dev.asof.registry.error.NearestName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the keys of one mapping. Keys that are unknown or doubled are reported when it is opened. */
final class MappingReader {
    private final Shape shape;
    private final Place place;
    private final Problems problems;
    private final Map<String, YamlNode.Entry> entries;

    private MappingReader(Shape shape, Place place, Problems problems, Map<String, YamlNode.Entry> entries) {
        this.shape = shape;
        this.place = place;
        this.problems = problems;
        this.entries = entries;
    }

    static MappingReader open(YamlNode.Mapping mapping, Shape shape, Problems problems) {
        Map<String, YamlNode.Entry> entries = uniqueEntries(mapping, problems);
        entries.values().forEach(entry -> check(entry.key(), shape, problems));
        return new MappingReader(shape, mapping.place(), problems, entries);
    }

    /** The entries by key; a second one of the same key is reported. */
    static Map<String, YamlNode.Entry> uniqueEntries(YamlNode.Mapping mapping, Problems problems) {
        Map<String, YamlNode.Entry> entries = new LinkedHashMap<>();
        for (YamlNode.Entry entry : mapping.entries()) {
            YamlNode.Entry first = entries.putIfAbsent(entry.key().text(), entry);
            if (first != null) {
                problems.report(
                        entry.key().place(),
                        () -> Quoted.of(entry.key().text()) + " stands twice, first in line "
                                + first.key().place().line());
            }
        }
        return entries;
    }

    private static void check(YamlNode.Scalar key, Shape shape, Problems problems) {
        String name = key.text();
        if (!shape.keys().contains(name)) {
            problems.report(key.place(), () -> unknown(name, shape));
        }
    }

    private static String unknown(String name, Shape shape) {
        String hint = NearestName.hint(shape.keys(), name);
        String keys = " It has " + String.join(", ", shape.keys());
        return shape.description() + " has no key " + Quoted.of(name) + "." + (hint.isEmpty() ? keys : hint);
    }

    boolean has(String key) {
        return entries.containsKey(key);
    }

    /** Where the mapping starts. */
    Place place() {
        return place;
    }

    /** Where a key stands that is there. */
    Place placeOf(String key) {
        YamlNode.Entry entry = entries.get(key);
        return entry == null ? place : entry.key().place();
    }

    /** The value of a key that may be absent. */
    <T> Optional<T> read(String key, ValueReader<T> reader) {
        return Optional.ofNullable(entries.get(key)).flatMap(entry -> reader.read(entry.value(), problems));
    }

    /** The value of a key that must be there. */
    <T> Optional<T> require(String key, ValueReader<T> reader) {
        if (!has(key)) {
            problems.report(place, shape.description() + " needs the key '" + key + "'");
        }
        return read(key, reader);
    }

    /** The value of a key that may be absent, with the place of the value. */
    <T> Optional<Located<T>> readLocated(String key, ValueReader<T> reader) {
        return Optional.ofNullable(entries.get(key))
                .flatMap(entry -> reader.read(entry.value(), problems)
                        .map(value -> new Located<>(value, entry.value().place())));
    }

    Attributes attributes() {
        return new Attributes(
                read("description", Values.TEXT),
                read("owner", Values.TEXT),
                read("tags", Values.TAGS).orElse(List.of()));
    }

    Problems problems() {
        return problems;
    }
}
