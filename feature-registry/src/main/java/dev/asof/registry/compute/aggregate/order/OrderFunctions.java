package dev.asof.registry.compute.aggregate.order;

import dev.asof.registry.compute.aggregate.function.AggregateDeclaration;
import dev.asof.registry.compute.aggregate.function.AggregateDeclaration.Argument;
import dev.asof.registry.compute.aggregate.function.AggregateDeclaration.Resolution;
import dev.asof.registry.compute.aggregate.function.AggregateFunction;
import dev.asof.registry.compute.aggregate.function.Arguments;
import dev.asof.registry.compute.aggregate.function.Arguments.NumberRange;
import dev.asof.registry.compute.schema.DataType;
import java.util.List;
import java.util.function.BiFunction;

/** The declarations of the functions of the order of events. */
public final class OrderFunctions {
    private static final String NO_INPUT = "There are no inputs.";
    private static final String NO_GAP = "There are no inputs. Null of a single event.";

    /** What users can call. */
    public static final List<AggregateDeclaration> DECLARATIONS = List.of(
            endValue("first", EndValue.End.FIRST, "x of the first event where it is not null."),
            endValue("last", EndValue.End.LAST, "x of the last event where it is not null."),
            endValues(EndValues.End.FIRST, "x of the first n events where it is not null, the first one first."),
            endValues(EndValues.End.LAST, "x of the last n events where it is not null, the last one first."),
            new AggregateDeclaration(
                    LastDistinctValues.NAME,
                    LastDistinctValues.NAME + "(x, n)",
                    "The n distinct values that came last, each once, the last one first.",
                    arguments -> ofLimit(LastDistinctValues.NAME, arguments, LastDistinctValues::new)),
            atExtreme("min_by", ValueAtExtreme.End.MIN_BY, "x of the last event with the smallest y."),
            atExtreme("max_by", ValueAtExtreme.End.MAX_BY, "x of the last event with the greatest y."),
            ofTimes(
                    new TimeSince(TimeSince.End.FIRST),
                    "The seconds from the first event to the time asked about.",
                    NO_INPUT),
            ofTimes(
                    new TimeSince(TimeSince.End.LAST),
                    "The seconds from the last event to the time asked about.",
                    NO_INPUT),
            ofTimes(
                    new InterArrival(InterArrival.Statistic.AVG),
                    "The mean time between one event and the next, in seconds.",
                    NO_GAP),
            ofTimes(
                    new InterArrival(InterArrival.Statistic.MIN),
                    "The shortest time between one event and the next, in seconds.",
                    NO_GAP),
            ofTimes(
                    new InterArrival(InterArrival.Statistic.MAX),
                    "The longest time between one event and the next, in seconds.",
                    NO_GAP));

    private OrderFunctions() {}

    private static AggregateDeclaration endValue(String name, EndValue.End end, String meaning) {
        return new AggregateDeclaration(
                name,
                name + "(x)",
                meaning,
                arguments ->
                        Arguments.ofOne(name, arguments, type -> new Resolution.Resolved(new EndValue(end, type), 1)));
    }

    private static AggregateDeclaration endValues(EndValues.End end, String meaning) {
        String name = end.functionName();
        return new AggregateDeclaration(
                name,
                name + "(x, n)",
                meaning,
                arguments -> ofLimit(name, arguments, (type, limit) -> new EndValues(end, type, limit)));
    }

    private static Resolution ofLimit(
            String name, List<Argument> arguments, BiFunction<DataType, Integer, AggregateFunction<?>> function) {
        return Arguments.ofInputsAndNumbers(
                name,
                arguments,
                1,
                List.of(NumberRange.LIMIT),
                numbers ->
                        Arguments.ofLists(arguments.getFirst().type(), type -> function.apply(type, (int) numbers[0])));
    }

    private static AggregateDeclaration atExtreme(String name, ValueAtExtreme.End end, String meaning) {
        return new AggregateDeclaration(
                name,
                name + "(x, y)",
                meaning,
                "Events whose y is null are ignored; a null x there is a null.",
                arguments -> Arguments.ofTwo(
                        name,
                        arguments,
                        (type, order) -> new Resolution.Resolved(new ValueAtExtreme(end, type, order), 2)));
    }

    private static AggregateDeclaration ofTimes(AggregateFunction<?> function, String meaning, String nulls) {
        return new AggregateDeclaration(
                function.name(),
                function.name() + "()",
                meaning,
                nulls,
                arguments -> Arguments.ofNone(function.name(), arguments, () -> function));
    }
}
