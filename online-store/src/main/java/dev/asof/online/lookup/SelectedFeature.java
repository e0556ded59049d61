package dev.asof.online.lookup;

import dev.asof.online.live.LiveView;
import dev.asof.registry.catalog.Feature;
import dev.asof.registry.catalog.FeatureRef;
import java.util.Optional;

/**
 * A feature of a selection.
 *
 * @param name of its values, the same as the column's in a training set
 * @param role empty, or what tells its entity apart from others of its kind
 * @param index its position in the view's program
 */
public record SelectedFeature(String name, FeatureRef ref, String role, LiveView view, int index, Feature definition) {

    /** What the definition says about it. */
    public Optional<String> description() {
        return definition.attributes().description();
    }
}
