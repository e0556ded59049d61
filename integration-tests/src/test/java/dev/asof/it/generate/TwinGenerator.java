package dev.asof.it.generate;

import dev.asof.it.oracle.Expr;
import dev.asof.it.oracle.Feature;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Draws features that are like another in all but their function, or in all but one more thing: what is shared among features that are told
 * from one state must not be shared with these.
 */
final class TwinGenerator {
    /** Functions of the same inputs. */
    private static final List<Set<Feature.Function>> FAMILIES = List.of(
            EnumSet.of(
                    Feature.Function.SUM,
                    Feature.Function.AVG,
                    Feature.Function.VAR_POP,
                    Feature.Function.VAR_SAMP,
                    Feature.Function.STDDEV_POP,
                    Feature.Function.STDDEV_SAMP,
                    Feature.Function.SKEWNESS,
                    Feature.Function.KURTOSIS),
            EnumSet.of(Feature.Function.COVAR_POP, Feature.Function.COVAR_SAMP, Feature.Function.CORR),
            EnumSet.of(
                    Feature.Function.MIN,
                    Feature.Function.MAX,
                    Feature.Function.FIRST,
                    Feature.Function.LAST,
                    Feature.Function.COUNT),
            EnumSet.of(Feature.Function.COUNT_DISTINCT, Feature.Function.MODE),
            EnumSet.of(
                    Feature.Function.INTER_ARRIVAL_AVG,
                    Feature.Function.INTER_ARRIVAL_MIN,
                    Feature.Function.INTER_ARRIVAL_MAX));

    private final Dice dice;
    private final Clock clock;
    private final ExpressionGenerator expressions;

    TwinGenerator(Dice dice, Clock clock, ExpressionGenerator expressions) {
        this.dice = dice;
        this.clock = clock;
        this.expressions = expressions;
    }

    /** A twin under a name of its own, without a default. */
    Feature twin(String name, Feature feature) {
        Feature.Kind kind = switch (feature.kind()) {
            case Feature.Latest latest -> latest;
            case Feature.Aggregate aggregate -> sibling(aggregate, feature.input());
        };
        Feature twin = new Feature(
                name,
                kind,
                feature.input(),
                feature.where(),
                feature.delayMicros(),
                feature.closedLeft(),
                Optional.empty());
        return dice.chance(50) ? twin : changed(twin);
    }

    /** With another function of its inputs; of no input a count has none. */
    private Feature.Aggregate sibling(Feature.Aggregate aggregate, Optional<Expr> input) {
        return FAMILIES.stream()
                .filter(family -> family.contains(aggregate.function()))
                .filter(family -> input.isPresent() || aggregate.function() != Feature.Function.COUNT)
                .findFirst()
                .map(family -> with(dice.oneOf(List.copyOf(family)), aggregate, aggregate.window()))
                .orElse(aggregate);
    }

    private static Feature.Aggregate with(Feature.Function function, Feature.Aggregate aggregate, Feature.Span window) {
        return new Feature.Aggregate(
                function, aggregate.second(), aggregate.parameter(), aggregate.by(), window, aggregate.cap());
    }

    private Feature changed(Feature twin) {
        Optional<Expr> where = twin.where();
        long delay = twin.delayMicros();
        boolean closedLeft = twin.closedLeft();
        Feature.Kind kind = twin.kind();
        switch (dice.between(0, 3)) {
            case 0 -> where = where.isPresent() ? Optional.empty() : Optional.of(expressions.condition());
            case 1 -> delay = delay == 0 ? clock.span(1, 3) : 0;
            case 2 -> closedLeft = !closedLeft;
            default -> kind = inAnotherWindow(kind);
        }
        return new Feature(twin.name(), kind, twin.input(), where, delay, closedLeft, Optional.empty());
    }

    private Feature.Kind inAnotherWindow(Feature.Kind kind) {
        return switch (kind) {
            case Feature.Latest latest -> latest;
            case Feature.Aggregate aggregate -> with(aggregate.function(), aggregate, another(aggregate.window()));
        };
    }

    private Feature.Span another(Feature.Span window) {
        return switch (window) {
            case Feature.Unbounded unbounded -> new Feature.Sliding(clock.span(1, 5));
            case Feature.Sliding(long micros, long resolution) ->
                new Feature.Sliding(micros, resolution == 1 ? clock.span(1, 3) : 1);
            case Feature.Tumbling(long micros, boolean previous) -> new Feature.Tumbling(micros, !previous);
            case Feature.Calendar(var unit, var zone, boolean previous) -> new Feature.Calendar(unit, zone, !previous);
            case Feature.Session(long gap) -> new Feature.Session(gap + 1);
        };
    }
}
