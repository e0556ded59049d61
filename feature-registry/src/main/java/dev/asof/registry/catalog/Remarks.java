package dev.asof.registry.catalog;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.asof.registry.compute.window.DurationText;
import dev.asof.registry.repository.TableFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** Writes all of a definition that cannot change a value as JSON: the counterpart of {@link Meaning}. */
final class Remarks {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private Remarks() {}

    static ObjectNode of(Entity entity) {
        return attributes(entity.attributes());
    }

    static ObjectNode of(EventSource source) {
        ObjectNode remarks = attributes(source.attributes());
        remarks.put("path", source.path());
        if (source.location().format() != TableFormat.PARQUET) {
            remarks.put("format", source.location().format().text());
        }
        if (!source.location().partitions().isEmpty()) {
            putTexts(remarks, "partitions", source.location().partitions());
        }
        remarks.put("on_violation", source.onViolation().name().toLowerCase(Locale.ROOT));
        ObjectNode columns = JSON.objectNode();
        for (SourceColumn column : source.columns()) {
            ObjectNode json = JSON.objectNode();
            column.description().ifPresent(description -> json.put("description", description));
            json.put("origin", column.origin().name().toLowerCase(Locale.ROOT));
            columns.set(column.name(), json);
        }
        remarks.set("columns", columns);
        return remarks;
    }

    static ObjectNode of(FeatureView view) {
        Map<String, Attributes> features = new LinkedHashMap<>();
        view.features().forEach(feature -> features.put(feature.name(), feature.attributes()));
        ObjectNode remarks = ofView(view.attributes(), features);
        view.horizonMicros().ifPresent(micros -> remarks.put("horizon", DurationText.format(micros)));
        return remarks;
    }

    static ObjectNode of(OnDemandView view) {
        Map<String, Attributes> features = new LinkedHashMap<>();
        view.features().forEach(feature -> features.put(feature.name(), feature.attributes()));
        return ofView(view.attributes(), features);
    }

    /** @param ofFeatures the attributes by the features' names, in the order of the definition */
    private static ObjectNode ofView(Attributes attributes, Map<String, Attributes> ofFeatures) {
        ObjectNode remarks = attributes(attributes);
        putTexts(remarks, "order", ofFeatures.keySet());
        ObjectNode features = JSON.objectNode();
        ofFeatures.forEach((name, said) -> {
            ObjectNode json = attributes(said);
            if (!json.isEmpty()) {
                features.set(name, json);
            }
        });
        if (!features.isEmpty()) {
            remarks.set("features", features);
        }
        return remarks;
    }

    static ObjectNode of(FeatureService service) {
        ObjectNode remarks = attributes(service.attributes());
        putTexts(remarks, "declared", service.declared());
        return remarks;
    }

    static Attributes attributes(StoredJson json) {
        return new Attributes(json.findText("description"), json.findText("owner"), json.texts("tags"));
    }

    private static ObjectNode attributes(Attributes attributes) {
        ObjectNode json = JSON.objectNode();
        attributes.description().ifPresent(put(json, "description"));
        attributes.owner().ifPresent(put(json, "owner"));
        if (!attributes.tags().isEmpty()) {
            putTexts(json, "tags", attributes.tags());
        }
        return json;
    }

    private static Consumer<String> put(ObjectNode json, String key) {
        return text -> json.put(key, text);
    }

    private static void putTexts(ObjectNode json, String key, Iterable<String> texts) {
        var array = json.putArray(key);
        texts.forEach(array::add);
    }
}
