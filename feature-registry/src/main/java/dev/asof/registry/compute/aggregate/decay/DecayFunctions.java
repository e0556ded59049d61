package dev.asof.registry.compute.aggregate.decay;

import dev.asof.registry.compute.aggregate.function.AggregateDeclaration;
import dev.asof.registry.compute.aggregate.function.AggregateDeclaration.Argument;
import dev.asof.registry.compute.aggregate.function.AggregateDeclaration.Resolution;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.Value;
import dev.asof.registry.compute.window.DurationText;
import java.util.List;
import java.util.OptionalLong;

/** The declarations of the functions that decay. */
public final class DecayFunctions {
    /** What users can call. */
    public static final List<AggregateDeclaration> DECLARATIONS = List.of(
            new AggregateDeclaration(
                    "decayed_sum",
                    "decayed_sum(x, half_life)",
                    "The sum of x in which an event weighs half as much after each half-life, such as '7d'.",
                    DecayFunctions::sum),
            new AggregateDeclaration(
                    "decayed_count",
                    "decayed_count(half_life)",
                    "The number of events, of which each weighs half as much after each half-life, such as '7d'.",
                    "There are no inputs. 0.0 of no event.",
                    DecayFunctions::count));

    private DecayFunctions() {}

    private static Resolution sum(List<Argument> arguments) {
        if (arguments.size() != 2) {
            return new Resolution.Refused(
                    "decayed_sum takes one argument and the half-life, such as '7d', not " + arguments.size());
        }
        DataType type = arguments.getFirst().type();
        if (!type.isNumeric()) {
            return new Resolution.Refused("decayed_sum takes a number, not " + type.displayName());
        }
        return resolve(Decayed.Addend.INPUT, arguments.get(1), 1);
    }

    private static Resolution count(List<Argument> arguments) {
        return arguments.size() == 1
                ? resolve(Decayed.Addend.ONE, arguments.getFirst(), 0)
                : new Resolution.Refused("decayed_count takes the half-life, such as '7d', not " + arguments.size());
    }

    private static Resolution resolve(Decayed.Addend addend, Argument halfLife, int inputCount) {
        OptionalLong micros = halfLife.constant().orElse(null) instanceof Value.BytesValue text
                ? DurationText.parseMicros(text.text())
                : OptionalLong.empty();
        return micros.isPresent() && micros.getAsLong() > 0
                ? new Resolution.Resolved(new Decayed(addend, new HalfLife(micros.getAsLong())), inputCount)
                : new Resolution.Refused(
                        "a half-life is a span of time in quotes, such as '12h' or '7d', longer than 0");
    }
}
