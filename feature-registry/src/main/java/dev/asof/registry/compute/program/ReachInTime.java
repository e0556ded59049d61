package dev.asof.registry.compute.program;

import dev.asof.registry.compute.expression.Expression;
import java.util.List;
import java.util.Optional;

/**
 * Which events can matter to questions about some features of a view, by the times of both. All times are microseconds since the epoch.
 * Immutable and thread-safe.
 *
 * @param filter the view's
 * @param features those that are asked about
 */
record ReachInTime(EventOrder order, Optional<Expression> filter, List<FeatureSpec> features) {

    /** See {@link FeatureProgram#reach(long)}. */
    long earliest(long horizonMicros) {
        boolean hasVersions = order.uniqueKey().isDeclared();
        boolean mayAllMatter = hasVersions && (order.hasArrival() || hasLatest());
        return mayAllMatter
                ? Long.MIN_VALUE
                : features.stream()
                        .mapToLong(feature -> feature.reach(horizonMicros))
                        .min()
                        .orElseThrow();
    }

    /**
     * A time after which an event matters to no question that asks about {@code asOfMicros} or earlier; {@link Long#MAX_VALUE}
     * where there is none: a version that arrived may replace an event, however late it says that this happened.
     */
    long seesUntil(long asOfMicros) {
        return order.uniqueKey().isDeclared() && order.hasArrival()
                ? Long.MAX_VALUE
                : features.stream()
                        .mapToLong(feature -> feature.timeRule().latestVisible(asOfMicros))
                        .max()
                        .orElseThrow();
    }

    /**
     * A time before which an event matters to no question of which no time (as of, known at, accepted by) lies before {@code
     * horizonMicros}; {@link Long#MIN_VALUE} where there is none, as where a {@code latest} is among the features.
     */
    long seesFrom(long horizonMicros) {
        return hasLatest() ? Long.MIN_VALUE : earliest(horizonMicros);
    }

    /** Whether a feature is the latest of something: an event before all windows may still matter to it. */
    boolean hasLatest() {
        return features.stream().anyMatch(FeatureSpec.Latest.class::isInstance);
    }

    /** Whether an event's time alone, of all that is known of it, decides whether a question's features see it, and nothing can fail on it. */
    boolean dependsOnTimesAlone() {
        return !order.uniqueKey().isDeclared()
                && !order.hasArrival()
                && !order.hasRetractions()
                && filter.isEmpty()
                && features.stream()
                        .allMatch(feature -> feature.where().isEmpty()
                                && feature.inputs().stream().allMatch(Expression::isColumn));
    }
}
