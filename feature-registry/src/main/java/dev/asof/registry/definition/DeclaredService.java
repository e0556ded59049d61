package dev.asof.registry.definition;

import dev.asof.registry.catalog.Attributes;
import dev.asof.registry.catalog.VersionedName;
import dev.asof.registry.diagnostic.Located;
import java.util.List;

/** One version of a feature service as declared. */
record DeclaredService(Located<VersionedName> id, List<Located<FeaturePattern>> features, Attributes attributes) {

    DeclaredService {
        features = List.copyOf(features);
    }
}
