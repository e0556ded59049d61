package dev.asof.registry.catalog;

import dev.asof.registry.compute.aggregate.Aggregates;
import dev.asof.registry.compute.aggregate.function.AggregateDeclaration.Argument;
import dev.asof.registry.compute.aggregate.function.AggregateDeclaration.Resolution;
import dev.asof.registry.compute.expression.AggregateCall;

/** Finds the functions that calls mean. */
public final class AggregateCalls {
    private AggregateCalls() {}

    /** The function that the call means, or why there is none. */
    public static Resolution resolve(AggregateCall call) {
        return Aggregates.resolve(
                call.function(),
                call.expressions().stream()
                        .map(expression -> new Argument(expression.type(), expression.constant()))
                        .toList());
    }
}
