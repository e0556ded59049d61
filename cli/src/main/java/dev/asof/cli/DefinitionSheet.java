package dev.asof.cli;

import dev.asof.registry.catalog.Attributes;
import dev.asof.registry.catalog.DefinitionKind;
import dev.asof.registry.catalog.Entity;
import dev.asof.registry.catalog.EventSource;
import dev.asof.registry.catalog.Feature;
import dev.asof.registry.catalog.FeatureRef;
import dev.asof.registry.catalog.FeatureService;
import dev.asof.registry.catalog.FeatureView;
import dev.asof.registry.catalog.SourceColumn;
import dev.asof.registry.catalog.ValueLiteral;
import dev.asof.registry.catalog.WindowText;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.Schema;
import dev.asof.registry.compute.window.DurationText;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Registered definitions as keys and values in order, in the terms of the definition files. */
final class DefinitionSheet {
    private DefinitionSheet() {}

    static Map<String, Object> entity(Entity entity) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put(DefinitionKind.ENTITY.key(), entity.name());
        put(shown, entity.attributes());
        shown.put("keys", types(entity.keys()));
        return shown;
    }

    static Map<String, Object> source(EventSource source) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put(DefinitionKind.SOURCE.key(), source.name());
        put(shown, source.attributes());
        shown.put("path", source.path());
        shown.put("event_time", source.eventTime());
        source.arrivalTime().ifPresent(column -> shown.put("arrival_time", column));
        if (!source.uniqueKey().isEmpty()) {
            shown.put("unique_key", source.uniqueKey());
        }
        if (!source.tieBreak().isEmpty()) {
            shown.put("tie_break", source.tieBreak());
        }
        Map<String, Object> columns = new LinkedHashMap<>();
        source.columns().forEach(column -> columns.put(column.name(), column(column)));
        shown.put("columns", columns);
        shown.put("on_violation", source.onViolation().name().toLowerCase(Locale.ROOT));
        return shown;
    }

    private static Map<String, Object> column(SourceColumn column) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("type", column.contract().field().type().displayName());
        shown.put("nullable", column.contract().nullable());
        column.contract().min().ifPresent(bound -> shown.put("min", ValueLiteral.format(bound)));
        column.contract().max().ifPresent(bound -> shown.put("max", ValueLiteral.format(bound)));
        if (!column.contract().oneOf().isEmpty()) {
            shown.put(
                    "one_of",
                    column.contract().oneOf().stream().map(ValueLiteral::format).toList());
        }
        shown.put("origin", column.origin().name().toLowerCase(Locale.ROOT));
        return shown;
    }

    static Map<String, Object> view(FeatureView view) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put(DefinitionKind.FEATURE_VIEW.key(), view.id().toString());
        put(shown, view.attributes());
        shown.put("entity", view.entity());
        shown.put("source", view.source());
        view.where().ifPresent(where -> shown.put("where", where));
        Map<String, Object> features = new LinkedHashMap<>();
        view.features().forEach(feature -> features.put(feature.name(), feature(feature)));
        shown.put("features", features);
        shown.put("fingerprint", view.fingerprint().toString());
        return shown;
    }

    static Map<String, Object> feature(FeatureRef ref, Feature feature) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("feature", ref.toString());
        shown.putAll(feature(feature));
        shown.put("column", ref.outputName());
        return shown;
    }

    private static Map<String, Object> feature(Feature feature) {
        Map<String, Object> shown = new LinkedHashMap<>();
        put(shown, feature.attributes());
        switch (feature) {
            case Feature.Latest latest -> {
                shown.put("latest", latest.expression());
                latest.maxAgeMicros().ifPresent(micros -> shown.put("max_age", DurationText.format(micros)));
            }
            case Feature.Aggregate aggregate -> {
                shown.put("aggregate", aggregate.call());
                shown.put("window", WindowText.format(aggregate.window()));
            }
        }
        shown.put("type", feature.type().displayName());
        feature.where().ifPresent(where -> shown.put("where", where));
        if (feature.timeRule().delayMicros() != 0) {
            shown.put("delay", DurationText.format(feature.timeRule().delayMicros()));
        }
        shown.put("closed", feature.timeRule().closed().name().toLowerCase(Locale.ROOT));
        feature.defaultValue().ifPresent(value -> shown.put("default", ValueLiteral.format(value)));
        return shown;
    }

    static Map<String, Object> service(FeatureService service) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put(DefinitionKind.FEATURE_SERVICE.key(), service.id().toString());
        put(shown, service.attributes());
        shown.put(
                "features",
                service.features().stream().map(FeatureRef::toString).toList());
        return shown;
    }

    private static void put(Map<String, Object> shown, Attributes attributes) {
        attributes.description().ifPresent(text -> shown.put("description", text));
        attributes.owner().ifPresent(text -> shown.put("owner", text));
        if (!attributes.tags().isEmpty()) {
            shown.put("tags", attributes.tags());
        }
    }

    private static Map<String, Object> types(Schema schema) {
        Map<String, Object> types = new LinkedHashMap<>();
        for (Field field : schema.fields()) {
            types.put(field.name(), field.type().displayName());
        }
        return types;
    }
}
