package dev.asof.registry.compute.aggregate.function;

import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.Value;
import java.util.List;
import java.util.Optional;

/**
 * A function of the vocabulary as users know it.
 *
 * @param name in lower case
 * @param signature how a call is written, such as {@code count_distinct(x [, cap])}
 * @param meaning one sentence
 * @param nulls what becomes of nulls, in a sentence
 * @param resolver what a call with given arguments means
 */
public record AggregateDeclaration(String name, String signature, String meaning, String nulls, Resolver resolver) {
    /** What becomes of nulls, unless a function has a rule of its own. */
    private static final String IGNORED = "Null inputs are ignored; where none is left the value is null.";

    /** A function that ignores null inputs, and is null where none is left. */
    public AggregateDeclaration(String name, String signature, String meaning, Resolver resolver) {
        this(name, signature, meaning, IGNORED, resolver);
    }

    /** What a call with given arguments means. */
    @FunctionalInterface
    public interface Resolver {
        Resolution resolve(List<Argument> arguments);
    }

    /**
     * An argument of a call.
     *
     * @param constant its value, if it is a literal
     */
    public record Argument(DataType type, Optional<Value> constant) {
        /** An argument that is evaluated on each event. */
        public static Argument ofType(DataType type) {
            return new Argument(type, Optional.empty());
        }
    }

    /** The outcome of resolving a call. */
    public sealed interface Resolution {
        /**
         * The call means this function.
         *
         * @param inputCount how many of the arguments, from the first, are evaluated on each event; the others are
         *     constants that went into the function
         */
        record Resolved(AggregateFunction<?> function, int inputCount) implements Resolution {}

        /** There is no function of this name. */
        record Unknown(String name) implements Resolution {}

        /** The function does not take these arguments; {@code reason} says why. */
        record Refused(String reason) implements Resolution {}
    }
}
