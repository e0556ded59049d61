package dev.asof.registry.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.asof.registry.compute.event.OnViolation;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.Schema;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import dev.asof.registry.repository.TableFormat;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The registry's file: canonical JSON, indented.
 *
 * <pre>
 * {"checksum": SHA-256 of the compact canonical JSON of "registry",
 *  "format": 1, or 2 where a view has several sources,
 *  "registry": {
 *    "entities": {name: {"meaning": .., "order": [key..], "remarks": ..}},
 *    "sources": {name: {"meaning": .., "remarks": ..}},
 *    "views": {name@version: {"fingerprint": hex, "meaning": .., "remarks": ..}},
 *    "on_demand": {name@version: {"fingerprint": hex, "meaning": .., "remarks": ..}},
 *    "services": {name@version: {"meaning": .., "remarks": ..}},
 *    "listed": {kind: [name..]},
 *    "history": [{"number": 1, "applied_at": ISO 8601, "commit": hex, "dirty": bool, "changes": [..]}]}}
 * </pre>
 *
 * <p>The meaning of a view has its one {@code source}, or, in format {@value #SEVERAL_SOURCES}, its {@code sources} by name.
 *
 * <p>Meanings are what is hashed and what a view is rebuilt from; remarks are the rest. The same registry is always the same bytes.
 */
final class RegistryCodec {
    static final int ONE_SOURCE = 1;
    static final int SEVERAL_SOURCES = 2;

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private RegistryCodec() {}

    static byte[] encode(RegistrySnapshot snapshot) {
        ObjectNode registry = JSON.objectNode();
        Definitions definitions = snapshot.registered();
        registry.set("entities", objects(definitions.entities(), RegistryCodec::encode));
        registry.set("sources", objects(definitions.sources(), RegistryCodec::encode));
        registry.set("views", objects(definitions.views(), RegistryCodec::encode));
        registry.set("on_demand", objects(definitions.onDemandViews(), RegistryCodec::encode));
        registry.set("services", objects(definitions.services(), RegistryCodec::encode));
        registry.set("listed", encode(snapshot.listed()));
        ArrayNode history = registry.putArray("history");
        snapshot.history().forEach(apply -> history.add(encode(apply)));
        ObjectNode file = JSON.objectNode();
        file.put("format", format(definitions));
        file.put("checksum", checksum(registry));
        file.set("registry", registry);
        return CanonicalJson.indented(file);
    }

    private static int format(Definitions definitions) {
        boolean hasSeveral = definitions.views().values().stream()
                .anyMatch(view -> view.sources().size() > 1);
        return hasSeveral ? SEVERAL_SOURCES : ONE_SOURCE;
    }

    /**
     * @param name how messages call the file
     * @throws AsofException {@code CORRUPT_DATA} or {@code UNSUPPORTED_FORMAT_VERSION}
     */
    static RegistrySnapshot decode(String name, byte[] bytes) {
        try {
            StoredJson file = new StoredJson("registry", CanonicalJson.read(bytes));
            requireKnown(name, file.integer("format"));
            StoredJson registry = file.get("registry");
            if (!file.text("checksum").equals(checksum(registry.node()))) {
                throw new IllegalArgumentException("its checksum is not that of its content");
            }
            return snapshot(registry);
        } catch (IOException | IllegalArgumentException | DateTimeException damage) {
            throw new AsofException(
                    ErrorCode.CORRUPT_DATA,
                    "Cannot read the registry " + name + ": it is damaged (" + firstLine(damage)
                            + "). Restore it from a backup; or move it away and apply the definitions again, which"
                            + " registers the versions that are in the files.",
                    damage);
        }
    }

    private static void requireKnown(String name, long format) {
        if (format != ONE_SOURCE && format != SEVERAL_SOURCES) {
            throw new AsofException(
                    ErrorCode.UNSUPPORTED_FORMAT_VERSION,
                    "Cannot read the registry " + name + ": its format is version " + format
                            + ", this build of Asof reads versions " + ONE_SOURCE + " and " + SEVERAL_SOURCES
                            + ". Use the build that wrote it, or a newer one.");
        }
    }

    private static String firstLine(Exception damage) {
        return String.valueOf(damage.getMessage()).lines().findFirst().orElse("");
    }

    private static String checksum(JsonNode registry) {
        return Fingerprint.ofBytes(CanonicalJson.compact(registry)).hex();
    }

    private static <K, V> ObjectNode objects(Map<K, V> definitions, Function<V, ObjectNode> encode) {
        ObjectNode objects = JSON.objectNode();
        definitions.forEach((id, definition) -> objects.set(id.toString(), encode.apply(definition)));
        return objects;
    }

    private static ObjectNode encode(Entity entity) {
        ObjectNode json = both(Meaning.of(entity), Remarks.of(entity));
        ArrayNode order = json.putArray("order");
        entity.keys().names().forEach(order::add);
        return json;
    }

    private static ObjectNode encode(EventSource source) {
        return both(Meaning.of(source), Remarks.of(source));
    }

    private static ObjectNode encode(FeatureView view) {
        return both(Meaning.of(view), Remarks.of(view))
                .put("fingerprint", view.fingerprint().hex());
    }

    private static ObjectNode encode(OnDemandView view) {
        return both(Meaning.of(view), Remarks.of(view))
                .put("fingerprint", view.fingerprint().hex());
    }

    private static ObjectNode encode(FeatureService service) {
        return both(Meaning.of(service), Remarks.of(service));
    }

    private static ObjectNode both(ObjectNode meaning, ObjectNode remarks) {
        ObjectNode json = JSON.objectNode();
        json.set("meaning", meaning);
        json.set("remarks", remarks);
        return json;
    }

    private static ObjectNode encode(RegistrySnapshot.Listing listing) {
        ObjectNode json = JSON.objectNode();
        for (DefinitionKind kind : DefinitionKind.values()) {
            ArrayNode names = json.putArray(kind.key());
            listing.of(kind).forEach(names::add);
        }
        return json;
    }

    private static ObjectNode encode(ApplyRecord apply) {
        ObjectNode json = JSON.objectNode();
        json.put("number", apply.number());
        json.put("applied_at", apply.appliedAt().toString());
        apply.git().ifPresent(git -> {
            json.put("commit", git.commit());
            json.put("dirty", git.workTree() == GitState.WorkTree.DIRTY);
        });
        ArrayNode changes = json.putArray("changes");
        apply.changes().forEach(changes::add);
        return json;
    }

    private static RegistrySnapshot snapshot(StoredJson registry) {
        Definitions definitions = new Definitions(
                byId(registry.properties("entities", name -> json -> entity(name, json)), Entity::name),
                byId(registry.properties("sources", name -> json -> source(name, json)), EventSource::name),
                byId(registry.properties("views", name -> json -> view(id(name), json)), FeatureView::id),
                byId(registry.properties("on_demand", name -> json -> onDemand(id(name), json)), OnDemandView::id),
                byId(registry.properties("services", name -> json -> service(id(name), json)), FeatureService::id));
        List<ApplyRecord> history =
                registry.items("history").stream().map(RegistryCodec::apply).toList();
        return new RegistrySnapshot(definitions, listing(registry.get("listed")), history);
    }

    private static <K extends Comparable<K>, V> Map<K, V> byId(List<V> definitions, Function<V, K> id) {
        Map<K, V> map = new TreeMap<>();
        definitions.forEach(definition -> map.put(id.apply(definition), definition));
        return map;
    }

    private static VersionedName id(String name) {
        return VersionedName.parse(name)
                .orElseThrow(() -> new IllegalArgumentException("'" + name + "' is no name with a version"));
    }

    private static Entity entity(String name, StoredJson json) {
        StoredJson types = json.get("meaning").get("keys");
        List<Field> keys = json.texts("order").stream()
                .map(key -> new Field(key, StoredMeaning.type(types.text(key))))
                .toList();
        return new Entity(name, new Schema(keys), Remarks.attributes(json.get("remarks")));
    }

    private static EventSource source(String name, StoredJson json) {
        StoredJson meaning = json.get("meaning");
        StoredJson remarks = json.get("remarks");
        Map<String, String> keyColumns = new TreeMap<>();
        meaning.properties("keys", column -> key -> keyColumns.put(key.text(), column));
        return new EventSource(
                name,
                new SourceLocation(remarks.text("path"), format(remarks), remarks.texts("partitions")),
                meaning.properties(
                        "columns",
                        column -> contract ->
                                column(column, contract, remarks.get("columns").get(column))),
                StoredMeaning.roles(meaning),
                keyColumns,
                OnViolation.valueOf(remarks.text("on_violation").toUpperCase(Locale.ROOT)),
                Remarks.attributes(remarks));
    }

    private static TableFormat format(StoredJson remarks) {
        return remarks.findText("format")
                .map(text -> TableFormat.valueOf(text.toUpperCase(Locale.ROOT)))
                .orElse(TableFormat.PARQUET);
    }

    private static SourceColumn column(String name, StoredJson contract, StoredJson remarks) {
        return new SourceColumn(
                StoredMeaning.column(name, contract),
                SourceColumn.Origin.valueOf(remarks.text("origin").toUpperCase(Locale.ROOT)),
                remarks.findText("description"));
    }

    private static FeatureView view(VersionedName id, StoredJson json) {
        StoredJson remarks = json.get("remarks");
        FeatureView view = StoredMeaning.view(
                id,
                json.get("meaning"),
                StoredMeaning.findMicros(remarks, "horizon"),
                Remarks.attributes(remarks),
                featureAttributes(remarks),
                remarks.texts("order"));
        requireFingerprint("feature view " + id, view.fingerprint(), json);
        return view;
    }

    private static OnDemandView onDemand(VersionedName id, StoredJson json) {
        StoredJson remarks = json.get("remarks");
        OnDemandView view = StoredMeaning.onDemand(
                id,
                json.get("meaning"),
                Remarks.attributes(remarks),
                featureAttributes(remarks),
                remarks.texts("order"));
        requireFingerprint("on-demand view " + id, view.fingerprint(), json);
        return view;
    }

    private static Map<String, Attributes> featureAttributes(StoredJson remarks) {
        return remarks.properties("features", name -> said -> Map.entry(name, Remarks.attributes(said))).stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static void requireFingerprint(String view, Fingerprint fingerprint, StoredJson json) {
        if (!fingerprint.hex().equals(json.text("fingerprint"))) {
            throw new IllegalArgumentException("the fingerprint of " + view + " is not that of its meaning");
        }
    }

    private static FeatureService service(VersionedName id, StoredJson json) {
        StoredJson remarks = json.get("remarks");
        List<FeatureRef> features = json.get("meaning").texts("features").stream()
                .map(text -> FeatureRef.parse(text)
                        .orElseThrow(() -> new IllegalArgumentException("'" + text + "' names no feature")))
                .toList();
        return new FeatureService(id, features, remarks.texts("declared"), Remarks.attributes(remarks));
    }

    private static RegistrySnapshot.Listing listing(StoredJson json) {
        Map<DefinitionKind, SortedSet<String>> names = new EnumMap<>(DefinitionKind.class);
        for (DefinitionKind kind : DefinitionKind.values()) {
            names.put(kind, new TreeSet<>(json.texts(kind.key())));
        }
        return new RegistrySnapshot.Listing(names);
    }

    private static ApplyRecord apply(StoredJson json) {
        Optional<GitState> git = json.findText("commit")
                .map(commit ->
                        new GitState(commit, json.flag("dirty") ? GitState.WorkTree.DIRTY : GitState.WorkTree.CLEAN));
        return new ApplyRecord(
                json.integer("number"), Instant.parse(json.text("applied_at")), git, json.texts("changes"));
    }
}
