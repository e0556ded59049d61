package dev.asof.registry.catalog;

import dev.asof.registry.compute.aggregate.Aggregates;
import dev.asof.registry.compute.aggregate.function.AggregateDeclaration.Argument;
import dev.asof.registry.compute.aggregate.function.AggregateDeclaration.Resolution;
import dev.asof.registry.compute.aggregate.group.GroupLimits;
import dev.asof.registry.compute.aggregate.group.GroupedFunction;
import dev.asof.registry.compute.expression.AggregateCall;
import java.util.Optional;

/** Finds the functions that calls mean. */
public final class AggregateCalls {
    private AggregateCalls() {}

    /**
     * The function that the call means, or why there is none.
     *
     * @param groups if it is asked of groups of events, the limits of these; then their key comes before the call's inputs
     */
    public static Resolution resolve(AggregateCall call, Optional<GroupLimits> groups) {
        Resolution ungrouped = Aggregates.resolve(
                call.function(),
                call.expressions().stream()
                        .map(expression -> new Argument(expression.type(), expression.constant()))
                        .toList());
        return ungrouped instanceof Resolution.Resolved resolved && groups.isPresent()
                ? GroupedFunction.of(resolved, groups.get())
                : ungrouped;
    }
}
