package dev.asof.registry.compute.expression.kernel;

import dev.asof.registry.compute.nested.Grouping;
import dev.asof.registry.compute.schema.BytesColumn;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ScalarType;
import java.util.Arrays;

/**
 * Comparison of two columns of one type: null where either is, floats as IEEE 754 compares (NaN is unequal to all, -0.0
 * equals 0.0), strings by unsigned UTF-8 bytes, lists and maps by the order of values, a -0.0 in them as 0.0.
 */
public final class ComparisonKernels {
    private ComparisonKernels() {}

    public static Evaluation evaluate(ComparisonOperator operator, Evaluation left, Evaluation right) {
        return Marks.of(left, right).longs(ScalarType.BOOL, compare(operator, left.column(), right.column()));
    }

    /** Null is a value here: distinct from every other, not from itself. */
    public static Evaluation isDistinct(Evaluation left, Evaluation right) {
        long[] result = compare(ComparisonOperator.NOT_EQUAL, left.column(), right.column());
        Marks marks = Marks.none(result.length);
        marks.joinErrors(left);
        marks.joinErrors(right);
        for (int row = 0; row < result.length; row++) {
            boolean leftNull = left.column().isNull(row);
            boolean rightNull = right.column().isNull(row);
            if (leftNull || rightNull) {
                result[row] = leftNull == rightNull ? 0 : 1;
            }
        }
        return marks.longs(ScalarType.BOOL, result);
    }

    /** The left value, or null where it equals the right one. */
    public static Evaluation nullIf(Evaluation value, Evaluation left, Evaluation right) {
        long[] equal = compare(ComparisonOperator.EQUAL, left.column(), right.column());
        Marks marks = Marks.of(value);
        marks.joinErrors(right);
        for (int row = 0; row < equal.length; row++) {
            boolean known = !left.column().isNull(row) && !right.column().isNull(row);
            if (known && equal[row] != 0) {
                marks.setNull(row);
            }
        }
        return marks.on(value.column());
    }

    /** Unspecified where either is null. */
    private static long[] compare(ComparisonOperator operator, Column left, Column right) {
        return switch (left.type().lane()) {
            case LONG -> longs(operator, Lanes.longs(left), Lanes.longs(right));
            case DOUBLE -> doubles(operator, Lanes.doubles(left), Lanes.doubles(right));
            case BYTES -> bytes(operator, grouped(left), grouped(right));
        };
    }

    private static BytesColumn grouped(Column column) {
        return Lanes.bytes(Grouping.grouped(column));
    }

    private static long[] longs(ComparisonOperator operator, long[] a, long[] b) {
        return switch (operator) {
            case EQUAL -> longsEqual(a, b);
            case NOT_EQUAL -> longsNotEqual(a, b);
            case LESS -> longsLess(a, b);
            case LESS_OR_EQUAL -> longsLessOrEqual(a, b);
            case GREATER -> longsLess(b, a);
            case GREATER_OR_EQUAL -> longsLessOrEqual(b, a);
        };
    }

    private static long[] longsEqual(long[] a, long[] b) {
        long[] result = Scratch.longs(a.length);
        for (int row = 0; row < result.length; row++) {
            result[row] = a[row] == b[row] ? 1 : 0;
        }
        return result;
    }

    private static long[] longsNotEqual(long[] a, long[] b) {
        long[] result = Scratch.longs(a.length);
        for (int row = 0; row < result.length; row++) {
            result[row] = a[row] != b[row] ? 1 : 0;
        }
        return result;
    }

    private static long[] longsLess(long[] a, long[] b) {
        long[] result = Scratch.longs(a.length);
        for (int row = 0; row < result.length; row++) {
            result[row] = a[row] < b[row] ? 1 : 0;
        }
        return result;
    }

    private static long[] longsLessOrEqual(long[] a, long[] b) {
        long[] result = Scratch.longs(a.length);
        for (int row = 0; row < result.length; row++) {
            result[row] = a[row] <= b[row] ? 1 : 0;
        }
        return result;
    }

    private static long[] doubles(ComparisonOperator operator, double[] a, double[] b) {
        return switch (operator) {
            case EQUAL -> doublesEqual(a, b);
            case NOT_EQUAL -> doublesNotEqual(a, b);
            case LESS -> doublesLess(a, b);
            case LESS_OR_EQUAL -> doublesLessOrEqual(a, b);
            case GREATER -> doublesLess(b, a);
            case GREATER_OR_EQUAL -> doublesLessOrEqual(b, a);
        };
    }

    private static long[] doublesEqual(double[] a, double[] b) {
        long[] result = Scratch.longs(a.length);
        for (int row = 0; row < result.length; row++) {
            result[row] = a[row] == b[row] ? 1 : 0;
        }
        return result;
    }

    private static long[] doublesNotEqual(double[] a, double[] b) {
        long[] result = Scratch.longs(a.length);
        for (int row = 0; row < result.length; row++) {
            result[row] = a[row] != b[row] ? 1 : 0;
        }
        return result;
    }

    private static long[] doublesLess(double[] a, double[] b) {
        long[] result = Scratch.longs(a.length);
        for (int row = 0; row < result.length; row++) {
            result[row] = a[row] < b[row] ? 1 : 0;
        }
        return result;
    }

    private static long[] doublesLessOrEqual(double[] a, double[] b) {
        long[] result = Scratch.longs(a.length);
        for (int row = 0; row < result.length; row++) {
            result[row] = a[row] <= b[row] ? 1 : 0;
        }
        return result;
    }

    private static long[] bytes(ComparisonOperator operator, BytesColumn a, BytesColumn b) {
        return operator.isOrder() ? bytesOrdered(operator, a, b) : bytesEqual(operator, a, b);
    }

    private static long[] bytesEqual(ComparisonOperator operator, BytesColumn a, BytesColumn b) {
        long[] result = Scratch.longs(a.size());
        long unequal = operator == ComparisonOperator.EQUAL ? 0 : 1;
        for (int row = 0; row < result.length; row++) {
            boolean equal = a.length(row) == b.length(row) && compareBytes(a, b, row) == 0;
            result[row] = equal ? unequal ^ 1 : unequal;
        }
        return result;
    }

    private static long[] bytesOrdered(ComparisonOperator operator, BytesColumn a, BytesColumn b) {
        long[] result = Scratch.longs(a.size());
        for (int row = 0; row < result.length; row++) {
            result[row] = operator.holds(compareBytes(a, b, row)) ? 1 : 0;
        }
        return result;
    }

    private static int compareBytes(BytesColumn a, BytesColumn b, int row) {
        return Arrays.compareUnsigned(
                a.data(), a.offsets()[row], a.offsets()[row + 1], b.data(), b.offsets()[row], b.offsets()[row + 1]);
    }
}
