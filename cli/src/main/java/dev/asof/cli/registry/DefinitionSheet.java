package dev.asof.cli.registry;

import dev.asof.cli.console.Words;
import dev.asof.registry.catalog.Attributes;
import dev.asof.registry.catalog.DefinitionKind;
import dev.asof.registry.catalog.DerivedFeature;
import dev.asof.registry.catalog.Entity;
import dev.asof.registry.catalog.EventSource;
import dev.asof.registry.catalog.Feature;
import dev.asof.registry.catalog.FeatureRef;
import dev.asof.registry.catalog.FeatureService;
import dev.asof.registry.catalog.FeatureView;
import dev.asof.registry.catalog.GroupBy;
import dev.asof.registry.catalog.OnDemandView;
import dev.asof.registry.catalog.ValueLiteral;
import dev.asof.registry.catalog.WindowText;
import dev.asof.registry.compute.event.ColumnContract;
import dev.asof.registry.compute.event.SourceContract;
import dev.asof.registry.compute.event.SourceRoles;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.Schema;
import dev.asof.registry.compute.window.DurationText;
import java.util.LinkedHashMap;
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
        shown.put("format", source.location().format().text());
        shown.put("path", source.path());
        if (!source.location().partitions().isEmpty()) {
            shown.put("partitions", source.location().partitions());
        }
        putRoles(shown, source.roles());
        if (!source.keyColumns().isEmpty()) {
            Map<String, Object> keys = new LinkedHashMap<>();
            source.keyColumns().forEach((key, column) -> keys.put(column, key));
            shown.put("keys", keys);
        }
        Map<String, Object> columns = new LinkedHashMap<>();
        source.columns().forEach(column -> {
            Map<String, Object> sheet = column(column.contract());
            sheet.put("origin", Words.of(column.origin()));
            columns.put(column.name(), sheet);
        });
        shown.put("columns", columns);
        shown.put("on_violation", Words.of(source.onViolation()));
        return shown;
    }

    private static void putRoles(Map<String, Object> shown, SourceRoles roles) {
        shown.put("event_time", roles.eventTime());
        roles.arrivalTime().ifPresent(column -> shown.put("arrival_time", column));
        if (!roles.uniqueKey().isEmpty()) {
            shown.put("unique_key", roles.uniqueKey());
        }
        if (!roles.tieBreak().isEmpty()) {
            shown.put("tie_break", roles.tieBreak());
        }
        roles.retracted().ifPresent(column -> shown.put("retracted", column));
        roles.correctableForMicros().ifPresent(micros -> shown.put("correctable_for", DurationText.format(micros)));
        roles.zone().ifPresent(zone -> shown.put("zone", zone.name()));
    }

    private static Map<String, Object> column(ColumnContract column) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("type", column.field().type().displayName());
        shown.put("nullable", column.nullable());
        column.min().ifPresent(bound -> shown.put("min", ValueLiteral.format(bound)));
        column.max().ifPresent(bound -> shown.put("max", ValueLiteral.format(bound)));
        if (!column.oneOf().isEmpty()) {
            shown.put(
                    "one_of", column.oneOf().stream().map(ValueLiteral::format).toList());
        }
        return shown;
    }

    static Map<String, Object> view(FeatureView view) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put(DefinitionKind.FEATURE_VIEW.key(), view.id().toString());
        put(shown, view.attributes());
        shown.put("entity", view.entity());
        if (view.sources().size() == 1) {
            shown.put("source", view.sources().getFirst());
            shown.put("contract", contract(view, view.contracts().getFirst()));
        } else {
            shown.put("sources", view.sources());
            Map<String, Object> contracts = new LinkedHashMap<>();
            view.contracts().forEach(contract -> contracts.put(contract.source(), contract(view, contract)));
            shown.put("contracts", contracts);
        }
        view.where().ifPresent(where -> shown.put("where", where));
        view.horizonMicros().ifPresent(micros -> shown.put("horizon", DurationText.format(micros)));
        Map<String, Object> features = new LinkedHashMap<>();
        view.features().forEach(feature -> features.put(feature.name(), feature(feature)));
        shown.put("features", features);
        shown.put("fingerprint", view.fingerprint().toString());
        return shown;
    }

    /** What the view holds of a source of it, pinned with its version. */
    private static Map<String, Object> contract(FeatureView view, SourceContract contract) {
        Map<String, Object> shown = new LinkedHashMap<>();
        Map<String, Object> keys = new LinkedHashMap<>();
        for (int i = 0; i < view.keyColumns().size(); i++) {
            keys.put(view.keyColumns().get(i), view.entityKeys().field(i).name());
        }
        shown.put("keys", keys);
        putRoles(shown, contract.roles());
        Map<String, Object> columns = new LinkedHashMap<>();
        contract.columns().forEach(column -> columns.put(column.field().name(), column(column)));
        shown.put("columns", columns);
        return shown;
    }

    private static void putGroups(Map<String, Object> shown, GroupBy by) {
        shown.put("by", by.key());
        by.limits().top().ifPresent(top -> shown.put("top", top));
        shown.put("max_groups", by.limits().most());
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
                aggregate.by().ifPresent(by -> putGroups(shown, by));
                shown.put("window", WindowText.format(aggregate.window()));
                WindowText.resolution(aggregate.window()).ifPresent(span -> shown.put("resolution", span));
            }
        }
        shown.put("type", feature.type().displayName());
        feature.where().ifPresent(where -> shown.put("where", where));
        if (feature.timeRule().delayMicros() != 0) {
            shown.put("delay", DurationText.format(feature.timeRule().delayMicros()));
        }
        shown.put("closed", Words.of(feature.timeRule().closed()));
        feature.defaultValue().ifPresent(value -> shown.put("default", ValueLiteral.format(value)));
        return shown;
    }

    static Map<String, Object> onDemand(OnDemandView view) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put(DefinitionKind.ON_DEMAND.key(), view.id().toString());
        put(shown, view.attributes());
        shown.put("request", types(view.request()));
        Map<String, Object> features = new LinkedHashMap<>();
        view.features().forEach(feature -> features.put(feature.name(), feature(feature)));
        shown.put("features", features);
        shown.put("fingerprint", view.fingerprint().toString());
        return shown;
    }

    static Map<String, Object> feature(FeatureRef ref, DerivedFeature feature) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("feature", ref.toString());
        shown.putAll(feature(feature));
        shown.put("column", ref.outputName());
        return shown;
    }

    private static Map<String, Object> feature(DerivedFeature feature) {
        Map<String, Object> shown = new LinkedHashMap<>();
        put(shown, feature.attributes());
        shown.put("expression", feature.expression());
        shown.put("reads", types(feature.reads()));
        shown.put("type", feature.type().displayName());
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
