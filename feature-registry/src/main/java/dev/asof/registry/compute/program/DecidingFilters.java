package dev.asof.registry.compute.program;

import dev.asof.registry.compute.expression.Expression;
import dev.asof.registry.compute.schema.StatedRows;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The filters of a view and of its features, where leaving out events that pass none of them shows nowhere: no event replaces another
 * version, and no expression, of which failures are counted, can fail on one. Immutable and thread-safe.
 *
 * @param ofView the view's filter
 * @param ofFeatures per feature its own
 * @param decide whether it is so; where not, no row may be left out
 */
record DecidingFilters(Optional<Expression> ofView, List<Optional<Expression>> ofFeatures, boolean decide) {

    static DecidingFilters of(EventOrder order, Optional<Expression> ofView, List<FeatureSpec> features) {
        boolean neverFail = features.stream()
                .flatMap(feature -> Stream.concat(feature.where().stream(), feature.inputs().stream()))
                .allMatch(Expression::neverFails);
        return new DecidingFilters(
                ofView,
                features.stream().map(FeatureSpec::where).toList(),
                !order.uniqueKey().isDeclared() && ofView.stream().allMatch(Expression::neverFails) && neverFail);
    }

    /** See {@link FeatureProgram#passesNothingOf}. */
    boolean passNothingOf(StatedRows rows) {
        return decide
                && (isTrueInNone(ofView, rows)
                        || ofFeatures.stream().allMatch(condition -> isTrueInNone(condition, rows)));
    }

    private static boolean isTrueInNone(Optional<Expression> condition, StatedRows rows) {
        return condition.stream().anyMatch(expression -> expression.isTrueInNone(rows));
    }

    /** The columns that they read, if they decide; none otherwise. */
    Set<String> columns() {
        TreeSet<String> names = new TreeSet<>();
        if (decide) {
            Stream.concat(ofView.stream(), ofFeatures.stream().flatMap(Optional::stream))
                    .forEach(condition -> names.addAll(condition.inputs()));
        }
        return names;
    }
}
