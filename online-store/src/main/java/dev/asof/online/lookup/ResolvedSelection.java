package dev.asof.online.lookup;

import dev.asof.registry.catalog.VersionedName;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.Schema;
import java.util.List;
import java.util.Optional;

/**
 * What is asked for, found among the applied definitions.
 *
 * @param service the service in the version that is used; empty if features were listed
 * @param features in the order of the answer
 * @param keyColumns the columns that the asking rows need
 * @param fingerprint of the features' names, types and meanings, in their order
 */
public record ResolvedSelection(
        Optional<VersionedName> service,
        List<SelectedFeature> features,
        List<KeyColumn> keyColumns,
        String fingerprint) {

    public ResolvedSelection {
        features = List.copyOf(features);
        keyColumns = List.copyOf(keyColumns);
    }

    /** The key columns' names and types. */
    Schema keySchema() {
        return new Schema(keyColumns.stream()
                .map(column -> new Field(column.name(), column.type()))
                .toList());
    }

    /** For messages. */
    String describe() {
        return service.map(id -> "feature service '" + id + "'").orElse("the listed features");
    }
}
