package dev.asof.registry.compute.aggregate.function;

import dev.asof.registry.compute.aggregate.function.AggregateDeclaration.Argument;
import dev.asof.registry.compute.aggregate.function.AggregateDeclaration.Resolution;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.Value;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.Supplier;

/** The forms of argument lists that functions share, each with its refusal. */
public final class Arguments {
    private Arguments() {}

    /** No argument at all. */
    public static Resolution ofNone(String name, List<Argument> arguments, Supplier<AggregateFunction<?>> function) {
        return arguments.isEmpty()
                ? new Resolution.Resolved(function.get(), 0)
                : new Resolution.Refused(name + " takes no argument, not " + arguments.size());
    }

    /** One argument that is evaluated on each event. */
    public static Resolution ofOne(String name, List<Argument> arguments, Function<DataType, Resolution> resolution) {
        return arguments.size() == 1
                ? resolution.apply(arguments.getFirst().type())
                : new Resolution.Refused(name + " takes one argument, not " + arguments.size());
    }

    /** Two arguments that are evaluated on each event. */
    public static Resolution ofTwo(
            String name, List<Argument> arguments, BiFunction<DataType, DataType, Resolution> resolution) {
        return arguments.size() == 2
                ? resolution.apply(arguments.getFirst().type(), arguments.get(1).type())
                : new Resolution.Refused(name + " takes two arguments, not " + arguments.size());
    }

    /** One argument that is evaluated on each event, and perhaps a whole number. */
    public static Resolution ofOneAndNumber(
            String name, List<Argument> arguments, NumberRange range, LongFunction<AggregateFunction<?>> function) {
        if (arguments.isEmpty() || arguments.size() > 2) {
            return new Resolution.Refused(
                    name + " takes one argument and perhaps " + range.what() + ", not " + arguments.size());
        }
        if (arguments.size() == 1) {
            return new Resolution.Resolved(function.apply(range.otherwise()), 1);
        }
        boolean isGiven = arguments.get(1).constant().orElse(null) instanceof Value.LongValue number
                && number.type() == ScalarType.INT64
                && range.has(number.value());
        if (!isGiven) {
            return new Resolution.Refused(range.what() + " of " + name + " is a whole number from " + range.least()
                    + " to " + range.greatest() + ", written out");
        }
        long number = ((Value.LongValue) arguments.get(1).constant().orElseThrow()).value();
        return new Resolution.Resolved(function.apply(number), 1);
    }

    /**
     * Which whole numbers an argument can be.
     *
     * @param what its meaning, such as {@code the cap}
     * @param otherwise the number where it is left out
     */
    public record NumberRange(String what, long otherwise, long least, long greatest) {
        boolean has(long number) {
            return number >= least && number <= greatest;
        }
    }
}
