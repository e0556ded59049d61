package dev.asof.registry.compute.aggregate.function;

import dev.asof.registry.compute.nested.Decimals;
import dev.asof.registry.compute.schema.Column;
import java.util.List;

/**
 * What an aggregate sees of events, one entry each. Immutable as far as its arrays are not changed.
 *
 * @param timeMicros the event times
 * @param arguments the arguments' columns in the order of the call; none for {@code f(*)} and {@code f()}
 */
public record AggregateInput(long[] timeMicros, List<Column> arguments) {

    public AggregateInput {
        arguments = List.copyOf(arguments);
    }

    /** The column of the first argument. */
    public Column first() {
        return arguments.getFirst();
    }

    /** The float64 nearest to the first argument, a number that is not null. */
    public double firstAsDouble(int event) {
        return Decimals.nearestDouble(first(), event);
    }

    /** The column of the second argument. */
    public Column second() {
        return arguments.get(1);
    }
}
