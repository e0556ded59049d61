package dev.asof.registry.compute.aggregate;

import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.ScalarType;
import java.util.List;
import java.util.function.Function;

/** The vocabulary of aggregate functions. */
public final class Aggregates {
    private static final List<String> NAMES = List.of("avg", "count", "max", "min", "sum");

    private Aggregates() {}

    /** The names of all aggregate functions, sorted. */
    public static List<String> names() {
        return NAMES;
    }

    /**
     * The function that users write as {@code name} over arguments of these types; {@code count} takes none for {@code
     * count(*)}.
     */
    public static Resolution resolve(String name, List<DataType> argumentTypes) {
        return switch (name) {
            case "count" ->
                argumentTypes.size() <= 1
                        ? new Resolution.Resolved(new Count())
                        : new Resolution.Refused("count takes * or one argument, not " + argumentTypes.size());
            case "sum" -> ofOne(name, argumentTypes, type -> total(TotalResult.SUM, type));
            case "avg" -> ofOne(name, argumentTypes, type -> total(TotalResult.AVG, type));
            case "min" ->
                ofOne(name, argumentTypes, type -> new Resolution.Resolved(new Extreme(Extreme.End.MIN, type)));
            case "max" ->
                ofOne(name, argumentTypes, type -> new Resolution.Resolved(new Extreme(Extreme.End.MAX, type)));
            default -> new Resolution.Unknown(name);
        };
    }

    private static Resolution ofOne(String name, List<DataType> types, Function<DataType, Resolution> resolution) {
        return types.size() == 1
                ? resolution.apply(types.getFirst())
                : new Resolution.Refused(name + " takes one argument, not " + types.size());
    }

    private static Resolution total(TotalResult result, DataType type) {
        if (type instanceof ScalarType scalar && scalar.isInteger()) {
            return new Resolution.Resolved(new IntegerTotal(result));
        }
        if (type instanceof ScalarType scalar && scalar.isFloat()) {
            return new Resolution.Resolved(new FloatTotal(result));
        }
        return new Resolution.Refused(
                result.functionName() + " takes an integer or a float, not " + type.displayName());
    }

    /** The outcome of resolving a call. */
    public sealed interface Resolution {
        /** The call means this function. */
        record Resolved(AggregateFunction<?> function) implements Resolution {}

        /** There is no function of this name. */
        record Unknown(String name) implements Resolution {}

        /** The function does not take these arguments; {@code reason} says why. */
        record Refused(String reason) implements Resolution {}
    }
}
