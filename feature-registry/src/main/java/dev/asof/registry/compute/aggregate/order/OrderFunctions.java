package dev.asof.registry.compute.aggregate.order;

import dev.asof.registry.compute.aggregate.function.AggregateDeclaration;
import dev.asof.registry.compute.aggregate.function.Arguments;
import java.util.List;

/** The declarations of the functions of the order of events. */
public final class OrderFunctions {
    /** What users can call. */
    public static final List<AggregateDeclaration> DECLARATIONS = List.of(
            interArrival(InterArrival.Statistic.AVG, "The mean time between one event and the next, in seconds."),
            interArrival(InterArrival.Statistic.MIN, "The shortest time between one event and the next, in seconds."),
            interArrival(InterArrival.Statistic.MAX, "The longest time between one event and the next, in seconds."));

    private OrderFunctions() {}

    private static AggregateDeclaration interArrival(InterArrival.Statistic statistic, String meaning) {
        InterArrival function = new InterArrival(statistic);
        return new AggregateDeclaration(
                function.name(),
                function.name() + "()",
                meaning,
                arguments -> Arguments.ofNone(function.name(), arguments, () -> function));
    }
}
