package dev.asof.registry.definition;

import dev.asof.registry.catalog.Attributes;
import dev.asof.registry.compute.window.Closed;
import dev.asof.registry.compute.window.Window;
import dev.asof.registry.diagnostic.Located;
import java.util.Optional;

/**
 * A feature as declared.
 *
 * @param defaultText the default as written; its type is the feature's, which isn't known yet
 */
record DeclaredFeature(
        Located<String> name,
        Computation computation,
        Optional<ExpressionText> where,
        Optional<Long> delayMicros,
        Optional<Closed> closed,
        Optional<Located<String>> defaultText,
        Attributes attributes) {

    /** What is computed. */
    sealed interface Computation {
        /** An expression on the latest event. */
        record Latest(ExpressionText expression, Optional<Long> maxAgeMicros) implements Computation {}

        /**
         * A call of an aggregate function over the events of a window.
         *
         * @param by how events are grouped, if they are
         * @param resolutionMicros its own resolution, 0 for none
         */
        record Aggregate(
                ExpressionText call, Optional<DeclaredGroups> by, Window window, Optional<Long> resolutionMicros)
                implements Computation {}
    }
}
