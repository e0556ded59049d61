package dev.asof.registry.definition;

import dev.asof.registry.catalog.Attributes;
import dev.asof.registry.catalog.VersionedName;
import dev.asof.registry.compute.window.Closed;
import dev.asof.registry.diagnostic.Located;
import java.util.List;
import java.util.Optional;

/**
 * One version of a feature view as declared.
 *
 * @param sources one, or several distinct ones
 * @param unreadFeatures names of features with mistakes, so that nothing more is said of them
 */
record DeclaredView(
        Located<VersionedName> id,
        Located<String> entity,
        List<Located<String>> sources,
        Optional<ExpressionText> where,
        Optional<Long> delayMicros,
        Optional<Closed> closed,
        Optional<Long> resolutionMicros,
        Optional<Long> horizonMicros,
        List<DeclaredFeature> features,
        List<String> unreadFeatures,
        Attributes attributes) {

    DeclaredView {
        sources = List.copyOf(sources);
        features = List.copyOf(features);
        unreadFeatures = List.copyOf(unreadFeatures);
    }
}
