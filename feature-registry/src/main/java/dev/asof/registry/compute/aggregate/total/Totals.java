package dev.asof.registry.compute.aggregate.total;

import dev.asof.registry.compute.aggregate.function.AggregateDeclaration;
import dev.asof.registry.compute.aggregate.function.AggregateDeclaration.Argument;
import dev.asof.registry.compute.aggregate.function.AggregateDeclaration.Resolution;
import dev.asof.registry.compute.aggregate.function.AggregateFunction;
import dev.asof.registry.compute.aggregate.function.Arguments;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.DecimalType;
import dev.asof.registry.compute.schema.ScalarType;
import java.util.List;

/** The declarations of counts, totals and extremes. */
public final class Totals {
    /** What users can call. */
    public static final List<AggregateDeclaration> DECLARATIONS = List.of(
            new AggregateDeclaration(
                    "count",
                    "count(*), count(x)",
                    "The number of events, or of those whose x is not null.",
                    "`count(x)` leaves out null x. 0 where nothing is left.",
                    Totals::count),
            declare("sum", "The exact sum, rounded once where it is a float.", TotalResult.SUM),
            declare("avg", "The exact sum over the count, rounded once.", TotalResult.AVG),
            declare("min", "The smallest value.", Extreme.End.MIN),
            declare("max", "The greatest value.", Extreme.End.MAX),
            declare("bool_and", "Whether x is true of all events where it is not null.", Quantifier.Reach.ALL),
            declare("bool_or", "Whether x is true of any event.", Quantifier.Reach.ANY),
            new AggregateDeclaration(
                    Histogram.NAME,
                    Histogram.NAME + "(x, edges)",
                    "How many x lie below the first edge, from each edge up to the next, and from the last edge on, where an edge counts"
                            + " with those above it. The edges are a list in ascending order, such as [0, 10, 100].",
                    "Null inputs are ignored; all counts are 0 where none is left.",
                    Totals::histogram));

    private Totals() {}

    private static Resolution count(List<Argument> arguments) {
        return arguments.size() <= 1
                ? new Resolution.Resolved(new Count(), arguments.size())
                : new Resolution.Refused("count takes * or one argument, not " + arguments.size());
    }

    private static Resolution histogram(List<Argument> arguments) {
        if (arguments.size() != 2) {
            return new Resolution.Refused(
                    "histogram takes one argument and a list of edges, such as [0, 10, 100], not " + arguments.size());
        }
        DataType type = arguments.getFirst().type();
        if (!Edges.takes(type)) {
            return new Resolution.Refused("histogram takes a number, a date or a timestamp, not " + type.displayName());
        }
        return Edges.of(type, arguments.get(1).constant())
                .<Resolution>map(edges -> resolved(new Histogram(edges)))
                .orElseGet(() -> new Resolution.Refused("the edges of a histogram of " + type.displayName() + " are "
                        + Edges.expected(type) + " in ascending order, written out, such as " + Edges.example(type)));
    }

    private static AggregateDeclaration declare(String name, String meaning, TotalResult result) {
        return new AggregateDeclaration(
                name,
                name + "(x)",
                meaning,
                arguments -> Arguments.ofOne(name, arguments, type -> total(result, type)));
    }

    private static AggregateDeclaration declare(String name, String meaning, Extreme.End end) {
        return new AggregateDeclaration(
                name,
                name + "(x)",
                meaning,
                arguments -> Arguments.ofOne(name, arguments, type -> resolved(new Extreme(end, type))));
    }

    private static AggregateDeclaration declare(String name, String meaning, Quantifier.Reach reach) {
        return new AggregateDeclaration(
                name,
                name + "(x)",
                meaning,
                arguments -> Arguments.ofOne(
                        name,
                        arguments,
                        type -> type == ScalarType.BOOL
                                ? resolved(new Quantifier(reach))
                                : new Resolution.Refused(name + " takes a bool, not " + type.displayName())));
    }

    /** The sum of inputs of a type, if there is one. */
    public static Resolution sum(DataType type) {
        return total(TotalResult.SUM, type);
    }

    private static Resolution total(TotalResult result, DataType type) {
        if (type instanceof ScalarType scalar && scalar.isInteger()) {
            return resolved(new IntegerTotal(result));
        }
        if (type instanceof ScalarType scalar && scalar.isFloat()) {
            return resolved(new FloatTotal(result));
        }
        if (type instanceof DecimalType decimal) {
            return resolved(new DecimalTotal(result, decimal));
        }
        return new Resolution.Refused(result.functionName() + " takes a number, not " + type.displayName());
    }

    private static Resolution resolved(AggregateFunction<?> function) {
        return new Resolution.Resolved(function, 1);
    }
}
