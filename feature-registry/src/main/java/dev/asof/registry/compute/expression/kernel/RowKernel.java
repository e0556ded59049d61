package dev.asof.registry.compute.expression.kernel;

import dev.asof.registry.compute.schema.BytesColumn;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.ScalarType;
import java.util.List;
import java.util.Optional;

/** Runs a body written for one row over columns, under the null rule of {@link Marks}. */
public final class RowKernel {
    private RowKernel() {}

    /** @param size the number of rows, which every argument has */
    public static Evaluation evaluate(DataType type, RowFunction body, List<Evaluation> arguments, int size) {
        TextOutput text = new TextOutput(type.lane() == DataType.Lane.BYTES ? size : 0);
        return new Cursor(type.lane(), size, arguments, Marks.of(size, arguments), text).run(type, size, body);
    }

    /** As {@link #evaluate}, but a failure of {@code body} itself is a null that does not count. */
    public static Evaluation evaluateUncounted(DataType type, RowFunction body, Evaluation argument) {
        Evaluation counted = evaluate(type, body, List.of(argument), argument.size());
        return new Evaluation(counted.column(), argument.errors());
    }

    /** The text or bytes that {@code body} makes of one value, however long; empty if it fails. */
    static Optional<BytesColumn> unbounded(ScalarType type, RowFunction body, Column value) {
        return whole(type, body, value, new TextOutput(1, TextOutput.UNBOUNDED, TextOutput.UNBOUNDED))
                .map(BytesColumn.class::cast);
    }

    /**
     * What {@code body} makes of the parts of one value; empty if it fails at one of them, or if they grow longer than the
     * value itself may be, one by one or together.
     *
     * @param row whose value they make
     */
    static Optional<Column> parts(DataType type, RowFunction body, Column parts, Cursor row) {
        return parts(type, body, parts, row, row.text().mostBytes());
    }

    /** As {@link #parts}, of which some may not stand in the end: each is bounded by itself. */
    static Optional<Column> candidates(DataType type, RowFunction body, Column parts, Cursor row) {
        return parts(type, body, parts, row, TextOutput.UNBOUNDED);
    }

    private static Optional<Column> parts(
            DataType type, RowFunction body, Column parts, Cursor row, int mostBytesTogether) {
        int rows = type.lane() == DataType.Lane.BYTES ? parts.size() : 0;
        return whole(type, body, parts, new TextOutput(rows, row.text().mostBytes(), mostBytesTogether));
    }

    private static Optional<Column> whole(DataType type, RowFunction body, Column values, TextOutput text) {
        Evaluation argument = new Evaluation(values);
        return new Cursor(type.lane(), values.size(), List.of(argument), Marks.of(argument), text)
                .runUnlessOneFails(type, values.size(), body);
    }
}
