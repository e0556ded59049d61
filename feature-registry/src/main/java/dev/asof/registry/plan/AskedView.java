package dev.asof.registry.plan;

import dev.asof.registry.catalog.FeatureRef;
import dev.asof.registry.catalog.FeatureView;
import dev.asof.registry.compute.program.FeatureProgram;
import java.util.List;

/**
 * A version of a feature view that is asked about the entities of one role.
 *
 * @param role empty if the entity has none
 * @param features the positions in the view of the features that are asked for, in the order of the answer
 */
public record AskedView(String role, FeatureView view, List<Integer> features) {

    public AskedView {
        features = List.copyOf(features);
    }

    /** The columns of the asking rows that hold the entity's keys, in the entity's order. */
    public List<String> keyColumns() {
        return view.entityKeys().names().stream()
                .map(key -> FeatureRef.columnOf(role, key))
                .toList();
    }

    /** The view's program, of the asked features alone. */
    public FeatureProgram asking(FeatureProgram program) {
        return program.asking(features.stream().mapToInt(Integer::intValue).toArray());
    }
}
