package dev.asof.registry.plan;

import dev.asof.registry.catalog.FeatureView;
import dev.asof.registry.catalog.OnDemandCompiler;
import dev.asof.registry.catalog.OnDemandView;
import dev.asof.registry.catalog.RegistrySnapshot;
import dev.asof.registry.catalog.VersionedName;
import dev.asof.registry.compute.derived.DerivedProgram;
import java.util.Map;
import java.util.Optional;

/** The views that features are found in. */
public interface KnownViews {

    Optional<FeatureView> view(VersionedName id);

    Optional<OnDemandView> onDemandView(VersionedName id);

    /** The programs of an on-demand view's features, by name. */
    default Map<String, DerivedProgram> programs(OnDemandView view) {
        return OnDemandCompiler.compile(view);
    }

    /** Those that are registered. */
    static KnownViews of(RegistrySnapshot registry) {
        return new KnownViews() {
            @Override
            public Optional<FeatureView> view(VersionedName id) {
                return registry.view(id);
            }

            @Override
            public Optional<OnDemandView> onDemandView(VersionedName id) {
                return registry.onDemandView(id);
            }
        };
    }
}
