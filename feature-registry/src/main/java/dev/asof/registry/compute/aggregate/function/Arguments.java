package dev.asof.registry.compute.aggregate.function;

import dev.asof.registry.compute.aggregate.function.AggregateDeclaration.Argument;
import dev.asof.registry.compute.aggregate.function.AggregateDeclaration.Resolution;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.Value;
import java.util.List;
import java.util.OptionalLong;
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
        return ofInputsAndNumbers(
                name, arguments, 1, List.of(range), numbers -> new Resolution.Resolved(function.apply(numbers[0]), 1));
    }

    /** One or two arguments that are evaluated on each event, and whole numbers, of which the last may be left out. */
    public static Resolution ofInputsAndNumbers(
            String name,
            List<Argument> arguments,
            int inputs,
            List<NumberRange> ranges,
            Function<long[], Resolution> resolution) {
        long required = ranges.stream().filter(NumberRange::isRequired).count();
        if (arguments.size() < inputs + required || arguments.size() > inputs + ranges.size()) {
            return new Resolution.Refused(name + " takes " + listed(inputs, ranges) + ", not " + arguments.size());
        }
        long[] numbers = ranges.stream().mapToLong(NumberRange::otherwise).toArray();
        for (int i = inputs; i < arguments.size(); i++) {
            NumberRange range = ranges.get(i - inputs);
            OptionalLong number = number(arguments.get(i), range);
            if (number.isEmpty()) {
                return new Resolution.Refused(range.what() + " of " + name + " is a whole number from " + range.least()
                        + " to " + range.greatest() + ", written out");
            }
            numbers[i - inputs] = number.getAsLong();
        }
        return resolution.apply(numbers);
    }

    private static String listed(int inputs, List<NumberRange> ranges) {
        StringBuilder text = new StringBuilder(inputs == 1 ? "one argument" : "two arguments");
        for (int i = 0; i < ranges.size(); i++) {
            text.append(i == ranges.size() - 1 ? " and " : ", ");
            text.append(ranges.get(i).isRequired() ? "" : "perhaps ")
                    .append(ranges.get(i).what());
        }
        return text.toString();
    }

    private static OptionalLong number(Argument argument, NumberRange range) {
        return argument.constant().orElse(null) instanceof Value.LongValue number
                        && number.type() == ScalarType.INT64
                        && range.has(number.value())
                ? OptionalLong.of(number.value())
                : OptionalLong.empty();
    }

    /** A function of one input that gives a list of its values. */
    public static Resolution ofLists(DataType type, Function<DataType, AggregateFunction<?>> function) {
        return ofLists(type, 1, function);
    }

    /** A function of some inputs that gives a list of values of the type. */
    public static Resolution ofLists(DataType type, int inputs, Function<DataType, AggregateFunction<?>> function) {
        return type.depth() < DataType.MAX_DEPTH
                ? new Resolution.Resolved(function.apply(type), inputs)
                : new Resolution.Refused("there are no lists of " + type.displayName()
                        + ": lists and maps are nested at most " + DataType.MAX_DEPTH + " deep");
    }

    /**
     * Which whole numbers an argument can be.
     *
     * @param what its meaning, such as {@code the cap}
     * @param otherwise the number where it is left out; one that is not in the range where it can't be
     */
    public record NumberRange(String what, long otherwise, long least, long greatest) {
        /** How many distinct values or groups there may be before there is no answer. */
        public static final NumberRange CAP = new NumberRange("the cap", 10_000, 1, 1_000_000);

        /** How many values a list has at most. */
        public static final NumberRange LIMIT = new NumberRange("the number of values", 0, 1, 1_000);

        boolean isRequired() {
            return !has(otherwise);
        }

        boolean has(long number) {
            return number >= least && number <= greatest;
        }
    }
}
