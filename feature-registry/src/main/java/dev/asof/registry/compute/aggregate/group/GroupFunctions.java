package dev.asof.registry.compute.aggregate.group;

import dev.asof.registry.compute.aggregate.function.AggregateDeclaration;
import dev.asof.registry.compute.aggregate.function.AggregateDeclaration.Argument;
import dev.asof.registry.compute.aggregate.function.AggregateDeclaration.Resolution;
import dev.asof.registry.compute.aggregate.function.Arguments;
import dev.asof.registry.compute.aggregate.function.Arguments.NumberRange;
import dev.asof.registry.compute.aggregate.function.InvertibleFunction;
import dev.asof.registry.compute.aggregate.total.Totals;
import java.util.List;

/** The declarations of the functions of groups. */
public final class GroupFunctions {
    /** What users can call. */
    public static final List<AggregateDeclaration> DECLARATIONS = List.of(new AggregateDeclaration(
            TopBySum.NAME,
            TopBySum.NAME + "(x, y, n [, cap])",
            "The n values of x with the greatest sums of y, the greatest first, of equal sums the smaller value first; OUT_OF_RANGE"
                    + " where there are more distinct values than the cap, 10,000 unless given, or a sum is.",
            "Events where x or y is null are ignored; where none is left the value is null.",
            GroupFunctions::topBySum));

    private GroupFunctions() {}

    private static Resolution topBySum(List<Argument> arguments) {
        return Arguments.ofInputsAndNumbers(
                TopBySum.NAME,
                arguments,
                2,
                List.of(NumberRange.LIMIT, NumberRange.CAP),
                numbers -> topBySum(arguments, (int) numbers[0], (int) numbers[1]));
    }

    private static Resolution topBySum(List<Argument> arguments, int limit, int cap) {
        return switch (Totals.sum(arguments.get(1).type())) {
            case Resolution.Resolved(InvertibleFunction<?> sum, int inputs) ->
                Arguments.ofLists(arguments.getFirst().type(), 2, type -> new TopBySum<>(type, sum, limit, cap));
            case Resolution.Resolved other ->
                throw new IllegalStateException("Sums can be taken back: " + other.function());
            case Resolution.Refused refused -> refused;
            case Resolution.Unknown unknown -> unknown;
        };
    }
}
