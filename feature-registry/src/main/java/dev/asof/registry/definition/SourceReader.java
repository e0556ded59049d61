package dev.asof.registry.definition;

import dev.asof.registry.compute.event.OnViolation;
import dev.asof.registry.compute.zone.NamedZone;
import dev.asof.registry.diagnostic.Located;
import dev.asof.registry.diagnostic.Problems;
import dev.asof.registry.repository.TableFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a source. */
final class SourceReader {
    private SourceReader() {}

    static Optional<DeclaredSource> read(YamlNode.Mapping mapping, Problems problems) {
        MappingReader reader = MappingReader.open(mapping, Shape.SOURCE, problems);
        Optional<Located<String>> name = reader.require("source", Values.NAME);
        TableFormat format = reader.read("format", Values.FORMAT).orElse(TableFormat.PARQUET);
        Optional<Located<String>> path = reader.require("path", Values.PATH);
        List<Located<String>> partitions =
                reader.read("partitions", Values.COLUMNS).orElse(List.of());
        Optional<Located<String>> eventTime = reader.require("event_time", Values.COLUMN);
        Optional<Located<String>> arrivalTime = reader.read("arrival_time", Values.COLUMN);
        List<Located<String>> uniqueKey =
                reader.read("unique_key", Values.COLUMNS).orElse(List.of());
        List<Located<String>> tieBreak =
                reader.read("tie_break", Values.COLUMNS).orElse(List.of());
        Optional<Located<String>> retracted = reader.read("retracted", Values.COLUMN);
        if (retracted.isPresent() && !reader.has("unique_key")) {
            problems.report(
                    reader.placeOf("retracted"),
                    "retracted takes back a version of an event; say with unique_key which rows are versions of one");
        }
        Optional<Long> correctableFor = reader.read("correctable_for", Values.DELAY);
        if (correctableFor.isPresent() && !reader.has("arrival_time")) {
            problems.report(
                    reader.placeOf("correctable_for"),
                    "correctable_for bounds how late a row arrives; name the column of arrivals with arrival_time");
        }
        Optional<NamedZone> zone = reader.read("zone", Zones.ZONE);
        List<DeclaredSource.KeyColumn> keys =
                reader.read("keys", SourceReader::keyColumns).orElse(List.of());
        ColumnsReader columns = new ColumnsReader(problems);
        reader.read("columns", columns);
        OnViolation onViolation =
                reader.read("on_violation", Values.ON_VIOLATION).orElse(OnViolation.FAIL);
        var attributes = reader.attributes();
        if (name.isEmpty() || path.isEmpty() || eventTime.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new DeclaredSource(
                name.get(),
                path.get(),
                format,
                partitions,
                eventTime.get(),
                arrivalTime,
                uniqueKey,
                tieBreak,
                retracted,
                correctableFor,
                zone,
                keys,
                columns.columns(),
                columns.unread(),
                onViolation,
                attributes));
    }

    private static Optional<List<DeclaredSource.KeyColumn>> keyColumns(YamlNode node, Problems problems) {
        List<DeclaredSource.KeyColumn> columns = new ArrayList<>();
        for (YamlNode.Entry entry : Values.mapping(node, problems)
                .map(mapping -> MappingReader.uniqueEntries(mapping, problems).values())
                .orElse(List.of())) {
            Optional<Located<String>> column = Values.column(entry.key(), problems);
            Optional<Located<String>> key = Values.NAME.read(entry.value(), problems);
            if (column.isPresent() && key.isPresent()) {
                checkSingle(columns, key.get(), problems);
                columns.add(new DeclaredSource.KeyColumn(column.get(), key.get()));
            }
        }
        return Optional.of(columns);
    }

    private static void checkSingle(List<DeclaredSource.KeyColumn> columns, Located<String> key, Problems problems) {
        for (DeclaredSource.KeyColumn other : columns) {
            if (other.key().value().equals(key.value())) {
                problems.report(
                        key.place(),
                        "key '" + key.value() + "' is held by column '"
                                + other.column().value() + "' already; one column of a source holds a key");
            }
        }
    }
}
