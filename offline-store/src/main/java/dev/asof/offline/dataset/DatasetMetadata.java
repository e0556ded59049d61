package dev.asof.offline.dataset;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.asof.registry.catalog.FeatureRef;
import dev.asof.registry.catalog.FeatureService;
import java.util.Map;

/** What a training set's file says of itself, where it has a place for that; nothing of when or where it was built. */
final class DatasetMetadata {
    private static final String DATASET_ID = "asof.dataset_id";
    private static final String SERVICE = "asof.service";
    private static final String FEATURES = "asof.features";

    private DatasetMetadata() {}

    static Map<String, String> of(FeatureService service, String datasetId) {
        ObjectNode features = JsonNodeFactory.instance.objectNode();
        for (FeatureRef feature : service.features()) {
            features.put(feature.outputName(), feature.toString());
        }
        return Map.of(DATASET_ID, datasetId, SERVICE, service.id().toString(), FEATURES, features.toString());
    }
}
