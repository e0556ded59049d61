package dev.asof.registry.compute.expression.kernel;

import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ScalarType;

/**
 * AND or OR over operands that come one after the other. A row that the operands so far decide (a FALSE decides AND, a
 * TRUE decides OR) does not reach those that follow: neither their value nor their failure counts there.
 */
public final class Connection {
    private final long decisive;
    private final long[] values;
    private final Marks marks;
    private final boolean[] nulls;

    /** @param decisive the truth value that decides: FALSE for AND, TRUE for OR */
    public Connection(Truth decisive, Evaluation first) {
        this.decisive = decisive.value();
        this.values = Lanes.longs(first).clone();
        this.nulls = new boolean[values.length];
        this.marks = Marks.none(values.length);
        marks.joinErrors(first);
        for (int row = 0; row < nulls.length; row++) {
            nulls[row] = first.column().isNull(row);
        }
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
        return !nulls[row] && values[row] == decisive;
    }

    public void append(Evaluation operand) {
        Column column = operand.column();
        long[] next = Lanes.longs(column);
        if (operand.errors() != null) {
            joinReachedErrors(operand);
        }
        if (!column.mayHaveNulls()) {
            appendWithoutNulls(next);
            return;
        }
        for (int row = 0; row < values.length; row++) {
            if (!decidedAt(row)) {
                boolean nextNull = column.isNull(row);
                boolean decides = !nextNull && next[row] == decisive;
                nulls[row] = !decides && (nulls[row] || nextNull);
                values[row] = decides ? decisive : values[row];
            }
        }
    }

    private void appendWithoutNulls(long[] next) {
        for (int row = 0; row < values.length; row++) {
            boolean decides = next[row] == decisive;
            nulls[row] &= !decides;
            values[row] = decides ? decisive : values[row];
        }
    }

    private void joinReachedErrors(Evaluation operand) {
        for (int row = 0; row < values.length; row++) {
            if (operand.failedAt(row) && !decidedAt(row)) {
                marks.setError(row);
            }
        }
    }

    public Evaluation result() {
        for (int row = 0; row < values.length; row++) {
            if (nulls[row]) {
                marks.setNull(row);
            }
        }
        return marks.longs(ScalarType.BOOL, values);
    }
}
