package dev.asof.registry.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.asof.registry.compute.event.ColumnContract;
import dev.asof.registry.compute.event.SourceContract;
import dev.asof.registry.compute.event.SourceRoles;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.Schema;
import dev.asof.registry.compute.window.DurationText;
import dev.asof.registry.compute.zone.NamedZone;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Writes all of a definition that can change a value as JSON, in the terms of the definition files: spans as text, types
 * by name, absent keys absent. {@link StoredMeaning} reads it back; differences are shown by it.
 */
final class Meaning {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private Meaning() {}

    static ObjectNode of(FeatureView view) {
        ObjectNode meaning = JSON.objectNode();
        meaning.put("entity", view.entity());
        meaning.set("keys", types(view.entityKeys()));
        putSources(meaning, view);
        view.where().ifPresent(where -> meaning.put("where", where));
        ObjectNode features = meaning.putObject("features");
        view.features().forEach(feature -> features.set(feature.name(), feature(feature)));
        putZones(meaning, view.zones());
        return meaning;
    }

    static ObjectNode of(OnDemandView view) {
        ObjectNode meaning = JSON.objectNode();
        meaning.set("request", types(view.request()));
        ObjectNode features = meaning.putObject("features");
        view.features().forEach(feature -> features.set(feature.name(), feature(feature)));
        return meaning;
    }

    static ObjectNode of(FeatureService service) {
        ObjectNode meaning = JSON.objectNode();
        meaning.set(
                "features",
                texts(service.features().stream().map(FeatureRef::toString).toList()));
        return meaning;
    }

    static ObjectNode of(Entity entity) {
        ObjectNode meaning = JSON.objectNode();
        meaning.set("keys", types(entity.keys()));
        return meaning;
    }

    static ObjectNode of(EventSource source) {
        ObjectNode meaning = JSON.objectNode();
        List<ColumnContract> columns =
                source.columns().stream().map(SourceColumn::contract).toList();
        putContract(meaning, new SourceContract(source.name(), columns, source.roles()));
        ObjectNode keys = meaning.putObject("keys");
        source.keyColumns().forEach((key, column) -> keys.put(column, key));
        return meaning;
    }

    /**
     * What differs between two meanings, by the path of the key, such as {@code features.spend_7d.window}. A list counts
     * as one value.
     */
    static List<FieldDifference> differences(JsonNode before, JsonNode after) {
        Map<String, String> old = new TreeMap<>();
        Map<String, String> now = new TreeMap<>();
        flatten("", before, old);
        flatten("", after, now);
        TreeSet<String> paths = new TreeSet<>(old.keySet());
        paths.addAll(now.keySet());
        List<FieldDifference> differences = new ArrayList<>();
        for (String path : paths) {
            if (!Objects.equals(old.get(path), now.get(path))) {
                differences.add(new FieldDifference(
                        path,
                        old.getOrDefault(path, FieldDifference.ABSENT),
                        now.getOrDefault(path, FieldDifference.ABSENT)));
            }
        }
        return differences;
    }

    private static void flatten(String path, JsonNode node, Map<String, String> target) {
        if (node instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> property : object.properties()) {
                flatten(
                        path.isEmpty() ? property.getKey() : path + "." + property.getKey(),
                        property.getValue(),
                        target);
            }
        } else if (node instanceof ArrayNode array) {
            List<String> items = new ArrayList<>();
            array.forEach(item -> items.add(item.asText()));
            target.put(path, "[" + String.join(", ", items) + "]");
        } else {
            target.put(path, node.asText());
        }
    }

    /** One source as {@code source} with its name, several as {@code sources} by their names. */
    private static void putSources(ObjectNode meaning, FeatureView view) {
        if (view.contracts().size() == 1) {
            SourceContract only = view.contracts().getFirst();
            meaning.putObject("source").put("name", only.source()).setAll(source(view, only));
        } else {
            ObjectNode sources = meaning.putObject("sources");
            view.contracts().forEach(contract -> sources.set(contract.source(), source(view, contract)));
        }
    }

    private static ObjectNode source(FeatureView view, SourceContract contract) {
        ObjectNode source = JSON.objectNode();
        putContract(source, contract);
        ObjectNode keys = source.putObject("keys");
        for (int i = 0; i < view.keyColumns().size(); i++) {
            keys.put(view.entityKeys().field(i).name(), view.keyColumns().get(i));
        }
        return source;
    }

    private static void putContract(ObjectNode source, SourceContract contract) {
        putRoles(source, contract.roles());
        ObjectNode columns = source.putObject("columns");
        contract.columns().forEach(column -> columns.set(column.field().name(), column(column)));
    }

    private static void putRoles(ObjectNode source, SourceRoles roles) {
        source.put("event_time", roles.eventTime());
        roles.arrivalTime().ifPresent(column -> source.put("arrival_time", column));
        if (!roles.uniqueKey().isEmpty()) {
            source.set("unique_key", texts(roles.uniqueKey()));
        }
        if (!roles.tieBreak().isEmpty()) {
            source.set("tie_break", texts(roles.tieBreak()));
        }
        roles.retracted().ifPresent(column -> source.put("retracted", column));
        roles.correctableForMicros().ifPresent(micros -> source.put("correctable_for", DurationText.format(micros)));
        roles.zone().ifPresent(zone -> {
            source.put("zone", zone.name());
            source.put("zone_rules", zone.rules());
        });
    }

    private static ObjectNode column(ColumnContract contract) {
        ObjectNode column = JSON.objectNode();
        column.put("type", contract.field().type().displayName());
        if (!contract.nullable()) {
            column.put("nullable", false);
        }
        contract.min().ifPresent(bound -> column.put("min", ValueLiteral.format(bound)));
        contract.max().ifPresent(bound -> column.put("max", ValueLiteral.format(bound)));
        if (!contract.oneOf().isEmpty()) {
            column.set(
                    "one_of",
                    texts(contract.oneOf().stream().map(ValueLiteral::format).toList()));
        }
        return column;
    }

    private static ObjectNode feature(Feature feature) {
        ObjectNode json = JSON.objectNode();
        switch (feature) {
            case Feature.Latest latest -> {
                json.put("latest", latest.expression());
                latest.maxAgeMicros().ifPresent(micros -> json.put("max_age", DurationText.format(micros)));
            }
            case Feature.Aggregate aggregate -> {
                json.put("aggregate", aggregate.call());
                aggregate.by().ifPresent(by -> putGroups(json, by));
                json.put("window", WindowText.format(aggregate.window()));
                WindowText.resolution(aggregate.window()).ifPresent(span -> json.put("resolution", span));
                WindowText.zoneRules(aggregate.window()).ifPresent(hash -> json.put("zone_rules", hash));
            }
        }
        json.put("type", feature.type().displayName());
        json.put("delay", DurationText.format(feature.timeRule().delayMicros()));
        json.put("closed", feature.timeRule().closed().name().toLowerCase(Locale.ROOT));
        feature.where().ifPresent(where -> json.put("where", where));
        feature.defaultValue().ifPresent(value -> json.put("default", ValueLiteral.format(value)));
        return json;
    }

    private static void putGroups(ObjectNode json, GroupBy by) {
        json.put("by", by.key());
        by.limits().top().ifPresent(top -> json.put("top", top));
        json.put("max_groups", by.limits().most());
    }

    private static ObjectNode feature(DerivedFeature feature) {
        ObjectNode json = JSON.objectNode();
        json.put("expression", feature.expression());
        json.set("reads", types(feature.reads()));
        putZones(json, feature.zones());
        json.put("type", feature.type().displayName());
        feature.defaultValue().ifPresent(value -> json.put("default", ValueLiteral.format(value)));
        return json;
    }

    private static void putZones(ObjectNode json, List<NamedZone> zones) {
        if (!zones.isEmpty()) {
            ObjectNode rules = json.putObject("zone_rules");
            zones.forEach(zone -> rules.put(zone.name(), zone.rules()));
        }
    }

    private static ObjectNode types(Schema schema) {
        ObjectNode types = JSON.objectNode();
        for (Field field : schema.fields()) {
            types.put(field.name(), field.type().displayName());
        }
        return types;
    }

    private static ArrayNode texts(Collection<String> texts) {
        ArrayNode array = JSON.arrayNode();
        texts.forEach(array::add);
        return array;
    }
}
