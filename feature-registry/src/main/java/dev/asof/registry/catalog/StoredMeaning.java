package dev.asof.registry.catalog;

import dev.asof.registry.compute.aggregate.group.GroupLimits;
import dev.asof.registry.compute.event.ColumnContract;
import dev.asof.registry.compute.event.SourceContract;
import dev.asof.registry.compute.event.SourceRoles;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.Schema;
import dev.asof.registry.compute.schema.Value;
import dev.asof.registry.compute.window.Closed;
import dev.asof.registry.compute.window.DurationText;
import dev.asof.registry.compute.window.TimeRule;
import dev.asof.registry.compute.zone.NamedZone;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Reads back what {@link Meaning} wrote. Keys of objects come in their canonical order. */
final class StoredMeaning {
    private StoredMeaning() {}

    /**
     * @param attributes the attributes of the features by name
     * @param order the features' names in the order of the definition
     */
    static FeatureView view(
            VersionedName id,
            StoredJson meaning,
            OptionalLong horizonMicros,
            Attributes attributes,
            Map<String, Attributes> featureAttributes,
            List<String> order) {
        Schema keys = types(meaning, "keys");
        List<StoredSource> sources = sources(meaning);
        StoredJson keyColumns = sources.getFirst().json().get("keys");
        StoredJson features = meaning.get("features");
        return new FeatureView(
                id,
                meaning.text("entity"),
                keys,
                keys.names().stream().map(keyColumns::text).toList(),
                sources.stream().map(StoredSource::contract).toList(),
                meaning.findText("where"),
                order.stream()
                        .map(name -> feature(
                                name, features.get(name), featureAttributes.getOrDefault(name, Attributes.NONE)))
                        .toList(),
                zones(meaning),
                horizonMicros,
                attributes);
    }

    /** A source of a view. */
    private record StoredSource(String name, StoredJson json) {
        SourceContract contract() {
            return new SourceContract(
                    name, json.properties("columns", column -> contract -> column(column, contract)), roles(json));
        }
    }

    private static List<StoredSource> sources(StoredJson meaning) {
        if (meaning.find("sources").isPresent()) {
            return meaning.properties("sources", name -> json -> new StoredSource(name, json));
        }
        StoredJson source = meaning.get("source");
        return List.of(new StoredSource(source.text("name"), source));
    }

    private static List<NamedZone> zones(StoredJson json) {
        return json.find("zone_rules").isEmpty()
                ? List.of()
                : json.properties("zone_rules", name -> rules -> new NamedZone(name, rules.text()));
    }

    /** As {@link #view}. */
    static OnDemandView onDemand(
            VersionedName id,
            StoredJson meaning,
            Attributes attributes,
            Map<String, Attributes> featureAttributes,
            List<String> order) {
        StoredJson features = meaning.get("features");
        return new OnDemandView(
                id,
                types(meaning, "request"),
                order.stream()
                        .map(name -> derived(
                                name, features.get(name), featureAttributes.getOrDefault(name, Attributes.NONE)))
                        .toList(),
                attributes);
    }

    private static DerivedFeature derived(String name, StoredJson json, Attributes attributes) {
        DataType type = type(json.text("type"));
        return new DerivedFeature(
                name,
                type,
                json.text("expression"),
                types(json, "reads"),
                zones(json),
                json.findText("default").map(text -> value(type, text)),
                attributes);
    }

    private static Schema types(StoredJson json, String key) {
        return new Schema(json.properties(key, name -> type -> new Field(name, type(type.text()))));
    }

    static ColumnContract column(String name, StoredJson column) {
        DataType type = type(column.text("type"));
        return new ColumnContract(
                new Field(name, type),
                column.find("nullable").isEmpty() || column.flag("nullable"),
                column.findText("min").map(text -> value(type, text)),
                column.findText("max").map(text -> value(type, text)),
                column.texts("one_of").stream().map(text -> value(type, text)).toList());
    }

    static DataType type(String name) {
        return DataType.named(name).orElseThrow(() -> new IllegalArgumentException("'" + name + "' is no type"));
    }

    static SourceRoles roles(StoredJson source) {
        return new SourceRoles(
                source.text("event_time"),
                source.findText("arrival_time"),
                source.texts("unique_key"),
                source.texts("tie_break"),
                source.findText("retracted"),
                findMicros(source, "correctable_for"),
                source.findText("zone").map(zone -> new NamedZone(zone, source.text("zone_rules"))));
    }

    static OptionalLong findMicros(StoredJson json, String key) {
        Optional<String> text = json.findText(key);
        return text.isPresent() ? OptionalLong.of(micros(text.get())) : OptionalLong.empty();
    }

    private static Feature feature(String name, StoredJson json, Attributes attributes) {
        DataType type = type(json.text("type"));
        TimeRule rule = new TimeRule(
                micros(json.text("delay")), Closed.valueOf(json.text("closed").toUpperCase(Locale.ROOT)));
        Optional<String> where = json.findText("where");
        Optional<Value> defaultValue = json.findText("default").map(text -> value(type, text));
        Optional<String> latest = json.findText("latest");
        if (latest.isPresent()) {
            OptionalLong maxAge = findMicros(json, "max_age");
            return new Feature.Latest(name, type, latest.get(), maxAge, rule, where, defaultValue, attributes);
        }
        return new Feature.Aggregate(
                name,
                type,
                json.text("aggregate"),
                groupBy(json),
                WindowText.parse(json.text("window"), json.findText("resolution"), json.findText("zone_rules")),
                rule,
                where,
                defaultValue,
                attributes);
    }

    private static Optional<GroupBy> groupBy(StoredJson json) {
        return json.findText("by").map(key -> {
            OptionalInt top =
                    json.find("top").isPresent() ? OptionalInt.of((int) json.integer("top")) : OptionalInt.empty();
            return new GroupBy(key, new GroupLimits(top, (int) json.integer("max_groups")));
        });
    }

    private static long micros(String text) {
        return DurationText.parseMicros(text)
                .orElseThrow(() -> new IllegalArgumentException("'" + text + "' is no span of time"));
    }

    private static Value value(DataType type, String text) {
        return ValueLiteral.parse(type, text).orElse(problems -> {
            throw new IllegalArgumentException(problems.getFirst().message());
        });
    }
}
