package dev.asof.registry.definition;

import dev.asof.registry.catalog.Attributes;
import dev.asof.registry.catalog.VersionedName;
import dev.asof.registry.compute.schema.Schema;
import dev.asof.registry.diagnostic.Located;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One version of an on-demand view as declared.
 *
 * @param request the request columns, by name; those that have mistakes are left out
 * @param unreadRequest names of request columns with mistakes, so that nothing more is said of them
 * @param unreadFeatures names of features with mistakes, likewise
 */
record DeclaredOnDemand(
        Located<VersionedName> id,
        Schema request,
        List<String> unreadRequest,
        List<DerivedFeature> features,
        List<String> unreadFeatures,
        Attributes attributes) {

    DeclaredOnDemand {
        unreadRequest = List.copyOf(unreadRequest);
        features = List.copyOf(features);
        unreadFeatures = List.copyOf(unreadFeatures);
    }

    /** One feature. */
    record DerivedFeature(
            Located<String> name,
            ExpressionText expression,
            Optional<Located<String>> defaultText,
            Attributes attributes) {}

    /** The names of all features, also of those with mistakes. */
    List<String> featureNames() {
        return Stream.concat(features.stream().map(feature -> feature.name().value()), unreadFeatures.stream())
                .toList();
    }
}
