package dev.asof.online.lookup;

import dev.asof.online.live.LiveCatalog;
import dev.asof.online.live.LiveView;
import dev.asof.registry.catalog.Feature;
import dev.asof.registry.catalog.FeatureRef;
import dev.asof.registry.catalog.FeatureService;
import dev.asof.registry.catalog.FeatureView;
import dev.asof.registry.catalog.Names;
import dev.asof.registry.catalog.VersionedName;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.diagnostic.Quoted;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import dev.asof.registry.error.NearestName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds what a selection names among the applied definitions. */
final class SelectionResolver {
    private static final String ROLE_SEPARATOR = "__";

    private final LiveCatalog catalog;

    SelectionResolver(LiveCatalog catalog) {
        this.catalog = catalog;
    }

    /** @throws AsofException UNKNOWN_NAME, NOT_APPLIED or INVALID_ARGUMENT */
    ResolvedSelection resolve(Selection selection) {
        return switch (selection) {
            case Selection.OfService service -> ofService(service);
            case Selection.OfFeatures features -> ofFeatures(features.features());
        };
    }

    private ResolvedSelection ofService(Selection.OfService selection) {
        String text = selection.version() == 0 ? selection.name() : selection.name() + "@" + selection.version();
        FeatureService service = catalog.registry().requireService(text);
        List<SelectedFeature> features =
                service.features().stream().map(ref -> select(ref, "")).toList();
        return resolved(Optional.of(service.id()), features);
    }

    private ResolvedSelection ofFeatures(List<Selection.Selector> selectors) {
        if (selectors.isEmpty()) {
            throw invalid("no features are listed");
        }
        List<SelectedFeature> features = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Selection.Selector selector : selectors) {
            SelectedFeature feature = select(selector);
            if (!names.add(feature.role() + ROLE_SEPARATOR + feature.ref())) {
                throw invalid("feature '" + feature.ref() + "' is listed twice");
            }
            features.add(feature);
        }
        return resolved(Optional.empty(), features);
    }

    private SelectedFeature select(Selection.Selector selector) {
        if (!selector.role().isEmpty() && !Names.isName(selector.role())) {
            throw invalid("the role " + Quoted.of(selector.role()) + " is not a name: " + Names.RULE);
        }
        int colon = selector.ref().indexOf(':');
        String name = colon < 0 ? "" : selector.ref().substring(colon + 1);
        if (!Names.isName(name)) {
            throw invalid(Quoted.of(selector.ref()) + " is not of the form view:feature or view@version:feature");
        }
        FeatureView view = catalog.registry().requireView(selector.ref().substring(0, colon));
        return select(new FeatureRef(view.id(), name), selector.role());
    }

    private SelectedFeature select(FeatureRef ref, String role) {
        LiveView view = catalog.requireView(ref.view());
        List<Feature> features = view.definition().features();
        for (int i = 0; i < features.size(); i++) {
            if (features.get(i).name().equals(ref.feature())) {
                String name = role.isEmpty() ? ref.outputName() : role + ROLE_SEPARATOR + ref.outputName();
                return new SelectedFeature(name, ref, role, view, i, features.get(i));
            }
        }
        throw new AsofException(
                ErrorCode.UNKNOWN_NAME,
                "Cannot find feature '" + ref + "': the view has no such feature."
                        + NearestName.hint(features.stream().map(Feature::name).toList(), ref.feature()));
    }

    private static ResolvedSelection resolved(Optional<VersionedName> service, List<SelectedFeature> features) {
        return new ResolvedSelection(service, features, keyColumns(features), SelectionFingerprint.of(features));
    }

    private static List<KeyColumn> keyColumns(List<SelectedFeature> features) {
        Map<String, KeyColumn> columns = new LinkedHashMap<>();
        for (SelectedFeature feature : features) {
            FeatureView view = feature.view().definition();
            for (Field key : view.entityKeys().fields()) {
                String name = keyColumn(feature.role(), key.name());
                KeyColumn.EntityKey use = new KeyColumn.EntityKey(view.entity(), feature.role(), key.name());
                columns.merge(name, new KeyColumn(name, key.type(), List.of(use)), SelectionResolver::merge);
            }
        }
        return List.copyOf(columns.values());
    }

    /** The column of the asking rows that holds a key. */
    static String keyColumn(String role, String key) {
        return role.isEmpty() ? key : role + ROLE_SEPARATOR + key;
    }

    private static KeyColumn merge(KeyColumn column, KeyColumn other) {
        if (!column.type().equals(other.type())) {
            throw invalid(
                    "the key column '" + column.name() + "' is " + column.type().displayName() + " for entity '"
                            + column.keys().getFirst().entity() + "' and "
                            + other.type().displayName() + " for entity '"
                            + other.keys().getFirst().entity() + "'. Ask for them with different roles");
        }
        List<KeyColumn.EntityKey> keys = new ArrayList<>(column.keys());
        other.keys().stream().filter(key -> !keys.contains(key)).forEach(keys::add);
        return new KeyColumn(column.name(), column.type(), keys);
    }

    private static AsofException invalid(String reason) {
        return new AsofException(ErrorCode.INVALID_ARGUMENT, "Cannot answer the request: " + reason + ".");
    }
}
