package dev.asof.it.oracle;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * One feature of a view. Spans are in microseconds.
 *
 * @param input what it reads of an event; none for {@code count(*)}
 * @param delayMicros how long an event stays unseen: its own delay or its view's
 * @param closedLeft whether an event at the very time asked about is unseen
 */
public record Feature(
        String name,
        Kind kind,
        Optional<Expr> input,
        Optional<Expr> where,
        long delayMicros,
        boolean closedLeft,
        Optional<Object> defaultValue) {

    /** What is made of the events. */
    public sealed interface Kind {}

    /** The input on the greatest event, if it is not older than the greatest age. */
    public record Latest(OptionalLong maxAgeMicros) implements Kind {}

    /** A function over the inputs of the events of a window; of all events if it has no length. */
    public record Aggregate(Function function, OptionalLong windowMicros) implements Kind {}

    /** The functions of windows. */
    public enum Function {
        COUNT,
        SUM,
        AVG,
        MIN,
        MAX
    }

    /** The type of its values. */
    public Type type() {
        return switch (kind) {
            case Latest latest -> inputType();
            case Aggregate(Function function, OptionalLong window) ->
                switch (function) {
                    case COUNT -> Type.INT64;
                    case SUM -> inputType().isInteger() ? Type.INT64 : Type.FLOAT64;
                    case AVG -> Type.FLOAT64;
                    case MIN, MAX -> inputType();
                };
        };
    }

    private Type inputType() {
        return input.orElseThrow().type();
    }

    SortedSet<String> columns() {
        SortedSet<String> names = new TreeSet<>();
        input.ifPresent(expression -> names.addAll(expression.columns()));
        where.ifPresent(filter -> names.addAll(filter.columns()));
        return names;
    }
}
