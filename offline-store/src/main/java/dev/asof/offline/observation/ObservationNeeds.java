package dev.asof.offline.observation;

import dev.asof.registry.catalog.FeatureRef;
import dev.asof.registry.catalog.FeatureService;
import dev.asof.registry.catalog.FeatureView;
import dev.asof.registry.catalog.RegistrySnapshot;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the asking rows of a service must have, and must not.
 *
 * @param entities the entities whose keys they need
 * @param outputs the names of columns that the training set adds, and that the rows so cannot have
 */
public record ObservationNeeds(List<EntityKeys> entities, Set<String> outputs) {
    private static final String STATUS_SUFFIX = "__status";

    public ObservationNeeds {
        entities = List.copyOf(entities);
        outputs = Set.copyOf(outputs);
    }

    /** The needs of a service, its status columns among the outputs whether they are asked for or not. */
    public static ObservationNeeds of(RegistrySnapshot registry, FeatureService service) {
        Set<EntityKeys> entities = new LinkedHashSet<>();
        for (FeatureView view : registry.viewsOf(service)) {
            entities.add(new EntityKeys(view.entity(), view.entityKeys()));
        }
        Set<String> outputs = new TreeSet<>();
        for (FeatureRef feature : service.features()) {
            outputs.add(feature.outputName());
            outputs.add(statusName(feature));
        }
        return new ObservationNeeds(List.copyOf(entities), outputs);
    }

    /** The name of the column that holds the statuses of a feature's values. */
    public static String statusName(FeatureRef feature) {
        return feature.outputName() + STATUS_SUFFIX;
    }
}
