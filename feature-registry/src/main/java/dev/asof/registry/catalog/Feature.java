package dev.asof.registry.catalog;

import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.Value;
import dev.asof.registry.compute.window.TimeRule;
import dev.asof.registry.compute.window.Window;
import java.util.Optional;
import java.util.OptionalLong;

/** A feature of a view's version, its types pinned. Expressions are in their canonical text. */
public sealed interface Feature {

    String name();

    /** The type of its values. */
    DataType type();

    /** Which events it sees; the view's rule where the feature has none of its own. */
    TimeRule timeRule();

    /** The feature's own filter, beside the view's. */
    Optional<String> where();

    /** The value that stands where there is none, of the feature's type. */
    Optional<Value> defaultValue();

    Attributes attributes();

    /**
     * An expression on the latest visible event.
     *
     * @param maxAgeMicros how old it may be, inclusive
     */
    record Latest(
            String name,
            DataType type,
            String expression,
            OptionalLong maxAgeMicros,
            TimeRule timeRule,
            Optional<String> where,
            Optional<Value> defaultValue,
            Attributes attributes)
            implements Feature {}

    /**
     * An aggregate over the visible events of a window.
     *
     * @param call the function with its arguments
     * @param by by what events are grouped, if they are: then it is a map of what the function says of each group
     */
    record Aggregate(
            String name,
            DataType type,
            String call,
            Optional<GroupBy> by,
            Window window,
            TimeRule timeRule,
            Optional<String> where,
            Optional<Value> defaultValue,
            Attributes attributes)
            implements Feature {}
}
