package dev.asof.registry.compute.expression.kernel;

import dev.asof.registry.compute.schema.ScalarType;

/**
 * Arithmetic of int64: what does not fit fails, a division truncates toward zero, a remainder has the sign of the
 * dividend, a division or remainder by zero fails.
 */
public final class IntegerKernels {
    private IntegerKernels() {}

    public static Evaluation evaluate(ArithmeticOperator operator, Evaluation left, Evaluation right) {
        long[] a = Lanes.longs(left);
        long[] b = Lanes.longs(right);
        long[] result = Scratch.longs(a.length);
        Marks marks = Marks.of(left, right);
        switch (operator) {
            case ADD -> add(a, b, result, marks);
            case SUBTRACT -> subtract(a, b, result, marks);
            case MULTIPLY -> multiply(a, b, result, marks);
            case DIVIDE -> divide(a, b, result, marks);
            case REMAINDER -> remainder(a, b, result, marks);
        }
        return marks.longs(ScalarType.INT64, result);
    }

    public static Evaluation negate(Evaluation operand) {
        long[] a = Lanes.longs(operand);
        long[] result = Scratch.longs(a.length);
        Marks marks = Marks.of(operand);
        for (int row = 0; row < a.length; row++) {
            result[row] = -a[row];
            if (a[row] == Long.MIN_VALUE) {
                marks.fail(row);
            }
        }
        return marks.longs(ScalarType.INT64, result);
    }

    private static void add(long[] a, long[] b, long[] result, Marks marks) {
        for (int row = 0; row < result.length; row++) {
            long sum = a[row] + b[row];
            result[row] = sum;
            if (((a[row] ^ sum) & (b[row] ^ sum)) < 0) {
                marks.fail(row);
            }
        }
    }

    private static void subtract(long[] a, long[] b, long[] result, Marks marks) {
        for (int row = 0; row < result.length; row++) {
            long difference = a[row] - b[row];
            result[row] = difference;
            if (((a[row] ^ b[row]) & (a[row] ^ difference)) < 0) {
                marks.fail(row);
            }
        }
    }

    private static void multiply(long[] a, long[] b, long[] result, Marks marks) {
        for (int row = 0; row < result.length; row++) {
            long low = a[row] * b[row];
            result[row] = low;
            if (Math.multiplyHigh(a[row], b[row]) != (low >> (Long.SIZE - 1))) {
                marks.fail(row);
            }
        }
    }

    private static void divide(long[] a, long[] b, long[] result, Marks marks) {
        for (int row = 0; row < result.length; row++) {
            if (b[row] == 0 || (a[row] == Long.MIN_VALUE && b[row] == -1)) {
                marks.fail(row);
            } else {
                result[row] = a[row] / b[row];
            }
        }
    }

    private static void remainder(long[] a, long[] b, long[] result, Marks marks) {
        for (int row = 0; row < result.length; row++) {
            if (b[row] == 0) {
                marks.fail(row);
            } else {
                result[row] = a[row] % b[row];
            }
        }
    }
}
