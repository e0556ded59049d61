package dev.asof.registry.compute.expression.function;

import dev.asof.registry.compute.expression.kernel.RowFunction;
import dev.asof.registry.compute.schema.Value;
import java.util.List;

/** What the literals of a call make of it. */
public sealed interface Body {

    /**
     * A call that can be computed.
     *
     * @param function computes one row; its arguments are those that are not {@link Parameter.Written}, none null
     */
    record Computed(RowFunction function) implements Body {}

    /**
     * A call that cannot.
     *
     * @param literal the index among the call's literals of the one that is wrong
     * @param reason what is wrong with it, and what would be right
     */
    record Refused(int literal, String reason) implements Body {}

    /** Makes bodies of the literals of calls, in the order written. A pure function of them, cheap whatever they are. */
    @FunctionalInterface
    interface Rule {
        Body of(List<Value> literals);
    }
}
