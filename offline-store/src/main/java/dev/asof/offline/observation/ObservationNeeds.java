package dev.asof.offline.observation;

import dev.asof.registry.catalog.FeatureRef;
import dev.asof.registry.compute.schema.Schema;
import dev.asof.registry.plan.AskedView;
import dev.asof.registry.plan.FeaturePlan;
import dev.asof.registry.plan.PlannedFeature;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the asking rows of a service must have, and must not.
 *
 * @param entities the entities whose keys they need
 * @param request the columns that features are computed from, typed
 * @param outputs the names of columns that the training set adds, and that the rows so cannot have
 */
public record ObservationNeeds(List<EntityKeys> entities, Schema request, Set<String> outputs) {
    private static final String STATUS_SUFFIX = "__status";

    public ObservationNeeds {
        entities = List.copyOf(entities);
        outputs = Set.copyOf(outputs);
    }

    /** The needs of entities alone. */
    public ObservationNeeds(List<EntityKeys> entities, Set<String> outputs) {
        this(entities, new Schema(List.of()), outputs);
    }

    /** The needs of a plan, its status columns among the outputs whether they are asked for or not. */
    public static ObservationNeeds of(FeaturePlan plan) {
        Set<EntityKeys> entities = new LinkedHashSet<>();
        for (AskedView view : plan.views()) {
            entities.add(EntityKeys.of(view));
        }
        Set<String> outputs = new TreeSet<>();
        for (PlannedFeature feature : plan.features()) {
            outputs.add(feature.ref().outputName());
            outputs.add(statusName(feature.ref()));
        }
        return new ObservationNeeds(List.copyOf(entities), plan.requestColumns(), outputs);
    }

    /** The name of the column that holds the statuses of a feature's values. */
    public static String statusName(FeatureRef feature) {
        return feature.outputName() + STATUS_SUFFIX;
    }
}
