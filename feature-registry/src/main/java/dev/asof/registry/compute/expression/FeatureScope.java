package dev.asof.registry.compute.expression;

import dev.asof.registry.compute.schema.DataType;

/** The features that an expression may read beside the columns of its row. */
@FunctionalInterface
public interface FeatureScope {
    /** No features: expressions over the columns of a source. */
    FeatureScope NONE = reference -> new Found.Refused("'" + reference
            + "' names a feature; here stand columns of the source alone. Features are read in on_demand views");

    /** Finds what a reference means, {@code view:feature} with a version, a role, both or neither. */
    Found find(String reference);

    /** What a reference means. */
    sealed interface Found {
        /**
         * A feature.
         *
         * @param column the name of the column that holds its values: the reference in full, which means the same for ever
         */
        record Feature(String column, DataType type) implements Found {}

        /** No feature, and why. */
        record Refused(String reason) implements Found {}

        /** A feature with mistakes of its own, of which nothing more is said. */
        record Unsaid() implements Found {}
    }
}
