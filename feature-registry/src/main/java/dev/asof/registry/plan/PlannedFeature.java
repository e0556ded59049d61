package dev.asof.registry.plan;

import dev.asof.registry.catalog.DerivedFeature;
import dev.asof.registry.catalog.Feature;
import dev.asof.registry.catalog.FeatureRef;
import dev.asof.registry.compute.schema.DataType;
import java.util.Optional;

/** A feature that is asked for, and where its values come from. */
public sealed interface PlannedFeature {

    FeatureRef ref();

    DataType type();

    /** The name of its values, in training sets and answers. */
    default String name() {
        return ref().outputName();
    }

    /** Whether its values have the time of an event. */
    default boolean hasEventTimes() {
        return this instanceof OfView of && of.definition() instanceof Feature.Latest;
    }

    /** What the definition says about it. */
    Optional<String> description();

    /**
     * A feature of a feature view.
     *
     * @param view the position of its view among the plan's
     * @param index its position in the view's answer
     */
    record OfView(FeatureRef ref, int view, int index, Feature definition) implements PlannedFeature {
        @Override
        public DataType type() {
            return definition.type();
        }

        @Override
        public Optional<String> description() {
            return definition.attributes().description();
        }
    }

    /**
     * A feature computed from others.
     *
     * @param step the position of its computation among the plan's
     */
    record Derived(FeatureRef ref, int step, DerivedFeature definition) implements PlannedFeature {
        @Override
        public DataType type() {
            return definition.type();
        }

        @Override
        public Optional<String> description() {
            return definition.attributes().description();
        }
    }
}
