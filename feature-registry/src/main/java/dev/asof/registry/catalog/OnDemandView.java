package dev.asof.registry.catalog;

import dev.asof.registry.compute.schema.Schema;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * One version of an on-demand view: features computed when they are asked for, from other features and from columns that
 * come with the request.
 *
 * @param request the request columns, typed, by name
 * @param features at least one, in the order of the definition
 */
public record OnDemandView(VersionedName id, Schema request, List<DerivedFeature> features, Attributes attributes) {

    public OnDemandView {
        features = List.copyOf(features);
    }

    public String name() {
        return id.name();
    }

    /** The feature of this name. */
    public Optional<DerivedFeature> feature(String feature) {
        return features.stream().filter(each -> each.name().equals(feature)).findFirst();
    }

    /** All of it that can change a value, as JSON in the terms of the definition files: what the fingerprint covers. */
    public String meaning() {
        return new String(CanonicalJson.compact(Meaning.of(this)), StandardCharsets.UTF_8);
    }

    /** What identifies the meaning, given that of the versions that it reads. */
    public Fingerprint fingerprint() {
        return Fingerprint.of(Meaning.of(this));
    }
}
