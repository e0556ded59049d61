package dev.asof.online.lookup;

import dev.asof.registry.catalog.VersionedName;
import dev.asof.registry.compute.schema.Schema;
import dev.asof.registry.plan.FeaturePlan;
import dev.asof.registry.plan.KeyColumn;
import dev.asof.registry.plan.PlannedFeature;
import java.util.List;
import java.util.Optional;

/**
 * What is asked for, found among the applied definitions.
 *
 * @param service the service in the version that is used; empty if features were listed
 * @param plan of the features, in the order of the answer
 * @param fingerprint of the features' names, types and meanings, in their order
 */
public record ResolvedSelection(Optional<VersionedName> service, FeaturePlan plan, String fingerprint) {

    /** The features in the order of the answer. */
    public List<PlannedFeature> features() {
        return plan.features();
    }

    /** The key columns that the asking rows need. */
    public List<KeyColumn> keyColumns() {
        return plan.keyColumns();
    }

    /** The columns that the asking rows need beside, for features computed from them. */
    public Schema requestColumns() {
        return plan.requestColumns();
    }

    /** For messages. */
    String describe() {
        return service.map(id -> "feature service '" + id + "'").orElse("the listed features");
    }
}
