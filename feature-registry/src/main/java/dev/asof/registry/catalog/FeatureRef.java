package dev.asof.registry.catalog;

import java.util.Optional;

/** One feature of one version of a view, written {@code customer_spend@1:spend_30d}. */
public record FeatureRef(VersionedName view, String feature) {

    public FeatureRef {
        if (!Names.isName(feature)) {
            throw new IllegalArgumentException("Not a feature's name: " + feature);
        }
    }

    /** Reads {@code view@version:feature}. */
    public static Optional<FeatureRef> parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 0 || !Names.isName(text.substring(colon + 1))) {
            return Optional.empty();
        }
        return VersionedName.parse(text.substring(0, colon))
                .map(view -> new FeatureRef(view, text.substring(colon + 1)));
    }

    /** The name of its column in training sets and answers: {@code customer_spend__spend_30d}. */
    public String outputName() {
        return view.name() + "__" + feature;
    }

    @Override
    public String toString() {
        return view + ":" + feature;
    }
}
