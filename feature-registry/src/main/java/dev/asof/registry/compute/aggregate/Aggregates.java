package dev.asof.registry.compute.aggregate;

import dev.asof.registry.compute.aggregate.decay.DecayFunctions;
import dev.asof.registry.compute.aggregate.distinct.DistinctFunctions;
import dev.asof.registry.compute.aggregate.function.AggregateDeclaration;
import dev.asof.registry.compute.aggregate.function.AggregateDeclaration.Argument;
import dev.asof.registry.compute.aggregate.function.AggregateDeclaration.Resolution;
import dev.asof.registry.compute.aggregate.group.GroupFunctions;
import dev.asof.registry.compute.aggregate.moment.MomentFunctions;
import dev.asof.registry.compute.aggregate.order.OrderFunctions;
import dev.asof.registry.compute.aggregate.sketch.SketchFunctions;
import dev.asof.registry.compute.aggregate.total.Totals;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The vocabulary of aggregate functions. */
public final class Aggregates {
    private static final List<AggregateDeclaration> DECLARATIONS = Stream.of(
                    Totals.DECLARATIONS,
                    DistinctFunctions.DECLARATIONS,
                    GroupFunctions.DECLARATIONS,
                    OrderFunctions.DECLARATIONS,
                    MomentFunctions.DECLARATIONS,
                    SketchFunctions.DECLARATIONS,
                    DecayFunctions.DECLARATIONS)
            .flatMap(List::stream)
            .sorted(Comparator.comparing(AggregateDeclaration::name))
            .toList();

    private static final List<String> NAMES =
            DECLARATIONS.stream().map(AggregateDeclaration::name).toList();

    private Aggregates() {}

    /** All functions, by name. */
    public static List<AggregateDeclaration> declarations() {
        return DECLARATIONS;
    }

    /** The names of all aggregate functions, sorted. */
    public static List<String> names() {
        return NAMES;
    }

    /**
     * The function that users write as {@code name} over these arguments; {@code count(*)} has none.
     */
    public static Resolution resolve(String name, List<Argument> arguments) {
        for (AggregateDeclaration declaration : DECLARATIONS) {
            if (declaration.name().equals(name)) {
                return declaration.resolver().resolve(arguments);
            }
        }
        return new Resolution.Unknown(name);
    }
}
