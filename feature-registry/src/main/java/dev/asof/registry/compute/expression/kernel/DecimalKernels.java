package dev.asof.registry.compute.expression.kernel;

import dev.asof.registry.compute.nested.Decimals;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.DecimalType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/**
 * Arithmetic of decimals, exact but for quotients, which are rounded half to even at the scale of their type. What has more
 * digits than the type fails, and so do a division and a remainder by zero.
 */
public final class DecimalKernels {
    private DecimalKernels() {}

    /** @param type whose scale holds all digits of a sum, a difference, a product and a remainder */
    public static Evaluation evaluate(
            ArithmeticOperator operator, Evaluation left, Evaluation right, DecimalType type) {
        boolean areLongs = type.lane() == DataType.Lane.LONG && isLong(left.column()) && isLong(right.column());
        return switch (operator) {
            case ADD -> areLongs ? sum(left, right, type, 1) : exact(left, right, type, BigDecimal::add);
            case SUBTRACT -> areLongs ? sum(left, right, type, -1) : exact(left, right, type, BigDecimal::subtract);
            case MULTIPLY -> areLongs ? product(left, right, type) : exact(left, right, type, BigDecimal::multiply);
            case DIVIDE -> divided(left, right, type, (a, b) -> a.divide(b, type.scale(), RoundingMode.HALF_EVEN));
            case REMAINDER -> divided(left, right, type, BigDecimal::remainder);
        };
    }

    public static Evaluation negate(Evaluation operand) {
        DecimalType type = (DecimalType) operand.column().type();
        if (isLong(operand.column())) {
            long[] values = Lanes.longs(operand);
            long[] result = Scratch.longs(values.length);
            for (int row = 0; row < result.length; row++) {
                result[row] = -values[row];
            }
            return Marks.of(operand).longs(type, result);
        }
        return RowKernel.evaluate(
                type,
                row -> DecimalConversions.setUnscaled(
                        row, DecimalConversions.unscaled(row, 0, type).negate(), type),
                List.of(operand),
                operand.size());
    }

    private static boolean isLong(Column column) {
        return column.type().lane() == DataType.Lane.LONG;
    }

    /** Types of at most 18 digits have room for every result. */
    private static Evaluation sum(Evaluation left, Evaluation right, DecimalType type, int sign) {
        long leftUnit = unit(left, type);
        long rightUnit = sign * unit(right, type);
        long[] a = Lanes.longs(left);
        long[] b = Lanes.longs(right);
        long[] result = Scratch.longs(a.length);
        for (int row = 0; row < result.length; row++) {
            result[row] = a[row] * leftUnit + b[row] * rightUnit;
        }
        return Marks.of(left, right).longs(type, result);
    }

    /** What a value is multiplied with to have the scale of a result. */
    private static long unit(Evaluation operand, DecimalType result) {
        return Decimals.powerOfTen(result.scale() - scale(operand)).longValue();
    }

    private static Evaluation product(Evaluation left, Evaluation right, DecimalType type) {
        long[] a = Lanes.longs(left);
        long[] b = Lanes.longs(right);
        long[] result = Scratch.longs(a.length);
        for (int row = 0; row < result.length; row++) {
            result[row] = a[row] * b[row];
        }
        return Marks.of(left, right).longs(type, result);
    }

    private static int scale(Evaluation operand) {
        return type(operand).scale();
    }

    private static DecimalType type(Evaluation operand) {
        return (DecimalType) operand.column().type();
    }

    /** Computes on two numbers. */
    @FunctionalInterface
    private interface Operation {
        BigDecimal of(BigDecimal left, BigDecimal right);
    }

    private static Evaluation exact(Evaluation left, Evaluation right, DecimalType type, Operation operation) {
        DecimalType leftType = type(left);
        DecimalType rightType = type(right);
        return RowKernel.evaluate(
                type,
                row -> set(
                        row,
                        operation.of(
                                DecimalConversions.value(row, 0, leftType),
                                DecimalConversions.value(row, 1, rightType)),
                        type),
                List.of(left, right),
                left.size());
    }

    private static Evaluation divided(Evaluation left, Evaluation right, DecimalType type, Operation operation) {
        DecimalType leftType = type(left);
        DecimalType rightType = type(right);
        return RowKernel.evaluate(
                type,
                row -> {
                    BigDecimal divisor = DecimalConversions.value(row, 1, rightType);
                    if (divisor.signum() == 0) {
                        row.fail();
                    } else {
                        set(row, operation.of(DecimalConversions.value(row, 0, leftType), divisor), type);
                    }
                },
                List.of(left, right),
                left.size());
    }

    private static void set(Cursor row, BigDecimal value, DecimalType type) {
        DecimalConversions.setUnscaled(
                row, value.setScale(type.scale(), RoundingMode.UNNECESSARY).unscaledValue(), type);
    }
}
