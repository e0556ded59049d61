package dev.asof.registry.compute.expression.kernel;

import dev.asof.registry.compute.schema.LongColumn;
import dev.asof.registry.compute.schema.ScalarType;
import org.jspecify.annotations.Nullable;

/**
 * AND or OR over operands that come one after the other. A row that the operands so far decide (a FALSE decides AND, a
 * TRUE decides OR) does not reach those that follow: neither their value nor their failure counts there.
 */
public final class Connection {
    private final Truth decisive;
    private final long[] values;
    private final Marks marks;
    private boolean @Nullable [] nulls;

    /** @param decisive the truth value that decides: FALSE for AND, TRUE for OR */
    public Connection(Truth decisive, Evaluation first) {
        this.decisive = decisive;
        this.values = Scratch.longs(first.size());
        System.arraycopy(Lanes.longs(first), 0, values, 0, values.length);
        this.marks = Marks.none(values.length);
        marks.joinErrors(first);
        boolean[] firstNulls = Marks.nullsOf(first.column());
        this.nulls = firstNulls == null ? null : Scratch.marks(firstNulls);
    }

    /** Whether no row can change any more. */
    public boolean isDecided() {
        for (int row = 0; row < values.length; row++) {
            if (!decidedAt(row)) {
                return false;
            }
        }
        return true;
    }

    private boolean decidedAt(int row) {
        return (nulls == null || !nulls[row]) && values[row] == decisive.value();
    }

    public void append(Evaluation operand) {
        long[] next = Lanes.longs(operand);
        boolean[] nextNulls = Marks.nullsOf(operand.column());
        if (operand.errors() != null) {
            joinReachedErrors(operand);
        }
        if (nulls == null && nextNulls == null) {
            appendKnown(next);
        } else {
            nulls = appended(next, nulls, nextNulls);
        }
    }

    private void appendKnown(long[] next) {
        switch (decisive) {
            case FALSE -> {
                for (int row = 0; row < values.length; row++) {
                    values[row] &= next[row];
                }
            }
            case TRUE -> {
                for (int row = 0; row < values.length; row++) {
                    values[row] |= next[row];
                }
            }
        }
    }

    /** Appends where either side may be null; the result's nulls. */
    private boolean[] appended(long[] next, boolean @Nullable [] left, boolean @Nullable [] right) {
        boolean[] result = Scratch.marks(values.length);
        for (int row = 0; row < values.length; row++) {
            boolean leftNull = left != null && left[row];
            boolean rightNull = right != null && right[row];
            boolean decided =
                    (!leftNull && values[row] == decisive.value()) || (!rightNull && next[row] == decisive.value());
            result[row] = !decided && (leftNull || rightNull);
            values[row] = decided ? decisive.value() : decisive.value() ^ 1;
        }
        return result;
    }

    private void joinReachedErrors(Evaluation operand) {
        for (int row = 0; row < values.length; row++) {
            if (operand.failedAt(row) && !decidedAt(row)) {
                marks.setError(row);
            }
        }
    }

    public Evaluation result() {
        return new Evaluation(new LongColumn(ScalarType.BOOL, values, nulls), marks.errors());
    }
}
