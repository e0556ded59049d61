package dev.asof.registry.catalog;

import java.util.List;

/**
 * One version of the features that a model reads, every one of them pinned.
 *
 * @param features the features in the order of the answer
 * @param declared what the definition says, from which {@code features} were resolved once
 */
public record FeatureService(
        VersionedName id, List<FeatureRef> features, List<String> declared, Attributes attributes) {

    public FeatureService {
        features = List.copyOf(features);
        declared = List.copyOf(declared);
    }

    public String name() {
        return id.name();
    }

    public int version() {
        return id.version();
    }

    /** The versions of views that it reads, each once, in the order of the features. */
    public List<VersionedName> views() {
        return features.stream().map(FeatureRef::view).distinct().toList();
    }
}
