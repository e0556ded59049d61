package dev.asof.registry.compute.expression.kernel;

import dev.asof.registry.compute.schema.DataType;
import java.util.List;

/** Runs a body written for one row over columns, under the null rule of {@link Marks}. */
public final class RowKernel {
    private RowKernel() {}

    /** @param size the number of rows, which every argument has */
    public static Evaluation evaluate(DataType type, RowFunction body, List<Evaluation> arguments, int size) {
        Marks marks = Marks.of(size, arguments);
        return new Cursor(type.lane(), size, arguments, marks).run(type, size, body);
    }

    /** As {@link #evaluate}, but a failure of {@code body} itself is a null that does not count. */
    public static Evaluation evaluateUncounted(DataType type, RowFunction body, Evaluation argument) {
        Evaluation counted = evaluate(type, body, List.of(argument), argument.size());
        return new Evaluation(counted.column(), argument.errors());
    }
}
