package dev.asof.registry.compute.expression.kernel;

/**
 * The body of a function for one row, none of whose arguments is null. It reads its arguments from the cursor and sets
 * the result, or fails. A pure function of the arguments; throws nothing, whatever they are.
 */
@FunctionalInterface
public interface RowFunction {
    void apply(Cursor row);
}
