package dev.asof.registry.compute.expression.kernel;

import dev.asof.registry.compute.schema.BytesColumn;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.DoubleColumn;
import dev.asof.registry.compute.schema.LongColumn;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The null and error marks of a result being computed. It starts with the null rule of every operator and function that
 * has none of its own: null where an operand is null, failed where an operand failed.
 */
final class Marks {
    private final int size;
    private boolean @Nullable [] nulls;
    private boolean @Nullable [] errors;
    private boolean ownsNulls;
    private boolean ownsErrors;

    private Marks(int size) {
        this.size = size;
    }

    /** No marks on {@code size} rows. */
    static Marks none(int size) {
        return new Marks(size);
    }

    static Marks of(Evaluation operand) {
        Marks marks = new Marks(operand.size());
        marks.join(operand);
        return marks;
    }

    static Marks of(Evaluation left, Evaluation right) {
        Marks marks = of(left);
        marks.join(right);
        return marks;
    }

    static Marks of(int size, List<Evaluation> operands) {
        Marks marks = new Marks(size);
        operands.forEach(marks::join);
        return marks;
    }

    private void join(Evaluation operand) {
        boolean[] operandNulls = nullsOf(operand.column());
        if (operandNulls != null) {
            boolean shared = nulls == null;
            nulls = union(nulls, operandNulls);
            ownsNulls = !shared;
        }
        joinErrors(operand);
    }

    /** Takes over the errors of {@code operand}, but not its nulls. */
    void joinErrors(Evaluation operand) {
        if (operand.errors() != null) {
            boolean shared = errors == null;
            errors = union(errors, operand.errors());
            ownsErrors = !shared;
        }
    }

    private static boolean[] union(boolean @Nullable [] left, boolean[] right) {
        if (left == null) {
            return right;
        }
        boolean[] result = Scratch.marks(right.length);
        for (int row = 0; row < result.length; row++) {
            result[row] = left[row] | right[row];
        }
        return result;
    }

    static boolean @Nullable [] nullsOf(Column column) {
        return switch (column) {
            case LongColumn longs -> longs.nulls();
            case DoubleColumn doubles -> doubles.nulls();
            case BytesColumn bytes -> bytes.nulls();
        };
    }

    boolean isNull(int row) {
        return nulls != null && nulls[row];
    }

    /** The operation failed at {@code row}: null and an error, unless the row is null anyway. */
    void fail(int row) {
        if (!isNull(row)) {
            setNull(row);
            setError(row);
        }
    }

    void setNull(int row) {
        if (nulls == null) {
            nulls = Scratch.marks(size);
        } else if (!ownsNulls) {
            nulls = Scratch.marks(nulls);
        }
        ownsNulls = true;
        nulls[row] = true;
    }

    void setError(int row) {
        if (errors == null) {
            errors = Scratch.marks(size);
        } else if (!ownsErrors) {
            errors = Scratch.marks(errors);
        }
        ownsErrors = true;
        errors[row] = true;
    }

    boolean @Nullable [] errors() {
        return errors;
    }

    Evaluation longs(DataType type, long[] values) {
        return new Evaluation(new LongColumn(type, values, nulls), errors);
    }

    Evaluation doubles(DataType type, double[] values) {
        return new Evaluation(new DoubleColumn(type, values, nulls), errors);
    }

    Evaluation texts(DataType type, TextOutput output) {
        return new Evaluation(output.column(type, nulls), errors);
    }

    /** The values of {@code column} under these marks instead of its own. */
    Evaluation on(Column column) {
        return switch (column) {
            case LongColumn longs -> longs(column.type(), longs.values());
            case DoubleColumn doubles -> doubles(column.type(), doubles.values());
            case BytesColumn bytes -> texts(column.type(), texts(bytes));
        };
    }

    private TextOutput texts(BytesColumn bytes) {
        TextOutput output = new TextOutput(size);
        for (int row = 0; row < size; row++) {
            if (!isNull(row)) {
                output.copy(bytes, row);
            }
            output.endRow();
        }
        return output;
    }
}
