package dev.asof.registry.compute.expression.kernel;

import dev.asof.registry.compute.schema.ScalarType;

/** Arithmetic of float64: IEEE 754, to nearest even; nothing fails; NaN is canonical. */
public final class FloatKernels {
    private FloatKernels() {}

    public static Evaluation evaluate(ArithmeticOperator operator, Evaluation left, Evaluation right) {
        double[] a = Lanes.doubles(left);
        double[] b = Lanes.doubles(right);
        double[] result = Scratch.doubles(a.length);
        switch (operator) {
            case ADD -> add(a, b, result);
            case SUBTRACT -> subtract(a, b, result);
            case MULTIPLY -> multiply(a, b, result);
            case DIVIDE -> divide(a, b, result);
            case REMAINDER -> remainder(a, b, result);
        }
        return Marks.of(left, right).doubles(ScalarType.FLOAT64, result);
    }

    public static Evaluation negate(Evaluation operand) {
        double[] a = Lanes.doubles(operand);
        double[] result = Scratch.doubles(a.length);
        for (int row = 0; row < a.length; row++) {
            result[row] = Lanes.canonical(-a[row]);
        }
        return Marks.of(operand).doubles(ScalarType.FLOAT64, result);
    }

    private static void add(double[] a, double[] b, double[] result) {
        for (int row = 0; row < result.length; row++) {
            result[row] = Lanes.canonical(a[row] + b[row]);
        }
    }

    private static void subtract(double[] a, double[] b, double[] result) {
        for (int row = 0; row < result.length; row++) {
            result[row] = Lanes.canonical(a[row] - b[row]);
        }
    }

    private static void multiply(double[] a, double[] b, double[] result) {
        for (int row = 0; row < result.length; row++) {
            result[row] = Lanes.canonical(a[row] * b[row]);
        }
    }

    private static void divide(double[] a, double[] b, double[] result) {
        for (int row = 0; row < result.length; row++) {
            result[row] = Lanes.canonical(a[row] / b[row]);
        }
    }

    private static void remainder(double[] a, double[] b, double[] result) {
        for (int row = 0; row < result.length; row++) {
            result[row] = Lanes.canonical(a[row] % b[row]);
        }
    }
}
