package dev.asof.registry.compute.expression.kernel;

import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.DataType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A result whose rows each come from one of several alternatives: what CASE and COALESCE share. A row that has settled
 * on an alternative does not reach what follows: neither value nor failure of it counts there. Not thread-safe.
 */
public final class Selection {
    private static final int OPEN = -1;

    private final DataType type;
    private final long[] choices;
    private final List<Evaluation> alternatives = new ArrayList<>();
    private final Marks marks;
    private int openRows;

    public Selection(DataType type, int size) {
        this.type = type;
        this.choices = Scratch.longs(size);
        this.marks = Marks.none(size);
        this.openRows = size;
        Arrays.fill(choices, OPEN);
    }

    /** Whether any row has not settled yet. */
    public boolean isOpen() {
        return openRows > 0;
    }

    /** Whether some open row's {@code condition} is TRUE; failures of the condition count at every open row. */
    public boolean reaches(Evaluation condition) {
        countErrors(condition);
        for (int row = 0; row < choices.length; row++) {
            if (choices[row] == OPEN && LogicKernels.isTrue(condition.column(), row)) {
                return true;
            }
        }
        return false;
    }

    private void countErrors(Evaluation evaluation) {
        if (evaluation.errors() == null) {
            return;
        }
        for (int row = 0; row < choices.length; row++) {
            if (choices[row] == OPEN && evaluation.failedAt(row)) {
                marks.setError(row);
            }
        }
    }

    /** Settles the open rows whose {@code condition} is TRUE on {@code alternative}. */
    public void settleWhere(Evaluation condition, Evaluation alternative) {
        for (int row = 0; row < choices.length; row++) {
            if (choices[row] == OPEN && LogicKernels.isTrue(condition.column(), row)) {
                settle(row, alternative);
            }
        }
        alternatives.add(alternative);
    }

    /** Settles the open rows where {@code alternative} is not null; its failures count at every open row. */
    public void settleWherePresent(Evaluation alternative) {
        countErrors(alternative);
        for (int row = 0; row < choices.length; row++) {
            if (choices[row] == OPEN && !alternative.column().isNull(row)) {
                settle(row, alternative);
            }
        }
        alternatives.add(alternative);
    }

    /** Settles every open row. */
    public void settleRest(Evaluation alternative) {
        for (int row = 0; row < choices.length; row++) {
            if (choices[row] == OPEN) {
                settle(row, alternative);
            }
        }
        alternatives.add(alternative);
    }

    private void settle(int row, Evaluation alternative) {
        choices[row] = alternatives.size();
        openRows--;
        if (alternative.failedAt(row)) {
            marks.setError(row);
        }
    }

    /** The result; rows that never settled are null. */
    public Evaluation result() {
        for (int row = 0; row < choices.length; row++) {
            if (choices[row] == OPEN || column(row).isNull(row)) {
                marks.setNull(row);
            }
        }
        return switch (type.lane()) {
            case LONG -> longs();
            case DOUBLE -> doubles();
            case BYTES -> texts();
        };
    }

    private Column column(int row) {
        return alternatives.get((int) choices[row]).column();
    }

    private Evaluation longs() {
        long[] result = Scratch.longs(choices.length);
        for (int row = 0; row < result.length; row++) {
            if (!marks.isNull(row)) {
                result[row] = Lanes.longs(column(row))[row];
            }
        }
        return marks.longs(type, result);
    }

    private Evaluation doubles() {
        double[] result = Scratch.doubles(choices.length);
        for (int row = 0; row < result.length; row++) {
            if (!marks.isNull(row)) {
                result[row] = Lanes.doubles(column(row))[row];
            }
        }
        return marks.doubles(type, result);
    }

    private Evaluation texts() {
        TextOutput output = new TextOutput(choices.length);
        for (int row = 0; row < choices.length; row++) {
            if (!marks.isNull(row)) {
                output.copy(Lanes.bytes(column(row)), row);
            }
            output.endRow();
        }
        return marks.texts(type, output);
    }
}
