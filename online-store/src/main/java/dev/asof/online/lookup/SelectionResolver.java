package dev.asof.online.lookup;

import dev.asof.online.live.LiveCatalog;
import dev.asof.registry.catalog.FeatureRef;
import dev.asof.registry.catalog.FeatureService;
import dev.asof.registry.catalog.Names;
import dev.asof.registry.catalog.VersionedName;
import dev.asof.registry.diagnostic.Quoted;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import dev.asof.registry.plan.FeaturePlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds what a selection names among the applied definitions. */
final class SelectionResolver {
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
        return resolved(Optional.of(service.id()), service.features());
    }

    private ResolvedSelection ofFeatures(List<Selection.Selector> selectors) {
        if (selectors.isEmpty()) {
            throw invalid("no features are listed");
        }
        List<FeatureRef> features = new ArrayList<>();
        for (Selection.Selector selector : selectors) {
            FeatureRef feature = find(selector);
            if (features.contains(feature)) {
                throw invalid("feature '" + feature.withoutRole() + "' is listed twice");
            }
            features.add(feature);
        }
        return resolved(Optional.empty(), features);
    }

    private FeatureRef find(Selection.Selector selector) {
        if (!selector.role().isEmpty() && !Names.isName(selector.role())) {
            throw invalid("the role " + Quoted.of(selector.role()) + " is not a name: " + Names.RULE);
        }
        int colon = selector.ref().indexOf(':');
        String name = colon < 0 ? "" : selector.ref().substring(colon + 1);
        if (!Names.isName(name)) {
            throw invalid(Quoted.of(selector.ref()) + " is not of the form view:feature or view@version:feature");
        }
        VersionedName view = catalog.registry().requireViewId(selector.ref().substring(0, colon));
        return new FeatureRef(selector.role(), view, name);
    }

    private ResolvedSelection resolved(Optional<VersionedName> service, List<FeatureRef> features) {
        FeaturePlan plan = FeaturePlan.of(catalog.registry(), features);
        return new ResolvedSelection(service, plan, SelectionFingerprint.of(plan));
    }

    private static AsofException invalid(String reason) {
        return new AsofException(ErrorCode.INVALID_ARGUMENT, "Cannot answer the request: " + reason + ".");
    }
}
