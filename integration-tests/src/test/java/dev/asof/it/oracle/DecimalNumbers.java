package dev.asof.it.oracle;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decimals: the types that they give, and their arithmetic. */
final class DecimalNumbers {
    static final int MAX_DIGITS = 38;
    private static final int MORE_DIGITS = 6;

    private DecimalNumbers() {}

    /** The type of an expression beside a decimal: integers are decimals of all their digits, literals of their own. */
    static Type beside(Expr expression) {
        if (expression instanceof Expr.Literal(Type type, Object value) && type.equals(Type.INT64) && value != null) {
            return Type.decimal(BigDecimal.valueOf((Long) value).precision(), 0);
        }
        return switch (expression.type().kind()) {
            case INT32 -> Type.decimal(10, 0);
            case INT64 -> Type.decimal(19, 0);
            default -> expression.type();
        };
    }

    /** The type that has the digits of both. */
    static Type common(Type left, Type right) {
        return ofDigits(Math.max(whole(left), whole(right)), Math.max(left.scale(), right.scale()));
    }

    private static int whole(Type type) {
        return type.digits() - type.scale();
    }

    private static Type ofDigits(int whole, int scale) {
        return Type.decimal(Math.max(1, whole + scale), scale);
    }

    /** The type of a result, of more than 38 digits after the point where there is none. */
    static Type ofArithmetic(char operator, Type left, Type right) {
        int scale = Math.max(left.scale(), right.scale());
        return switch (operator) {
            case '+', '-' -> capped(Math.max(whole(left), whole(right)) + 1, scale);
            case '*' -> capped(whole(left) + whole(right), left.scale() + right.scale());
            case '/' -> Type.decimal(MAX_DIGITS, Math.min(MAX_DIGITS, scale + MORE_DIGITS));
            default -> capped(Math.min(whole(left), whole(right)), scale);
        };
    }

    private static Type capped(int whole, int scale) {
        return ofDigits(Math.max(0, Math.min(whole, MAX_DIGITS - scale)), scale);
    }

    /** Null where the result doesn't fit its type, or there is none. */
    static @Nullable BigDecimal arithmetic(char operator, Type type, BigDecimal left, BigDecimal right) {
        if (right.signum() == 0 && (operator == '/' || operator == '%')) {
            return null;
        }
        return Numbers.unrounded(
                switch (operator) {
                    case '+' -> left.add(right);
                    case '-' -> left.subtract(right);
                    case '*' -> left.multiply(right);
                    case '/' -> left.divide(right, type.scale(), RoundingMode.HALF_EVEN);
                    default -> left.remainder(right);
                },
                type);
    }

    /** The type of the sum of values of a type. */
    static Type ofSum(Type input) {
        return Type.decimal(MAX_DIGITS, input.scale());
    }

    /** The type of their average. */
    static Type ofAverage(Type input) {
        return ofArithmetic('/', input, input);
    }

    /** Null where it has too many digits. */
    static @Nullable Object sum(List<Object> values) {
        return Numbers.unrounded(total(values), ofSum(type(values)));
    }

    /** Null where it has too many digits. */
    static @Nullable Object average(List<Object> values) {
        Type type = ofAverage(type(values));
        BigDecimal quotient =
                total(values).divide(BigDecimal.valueOf(values.size()), type.scale(), RoundingMode.HALF_EVEN);
        return Numbers.unrounded(quotient, type);
    }

    /** A type of the scale of values. */
    private static Type type(List<Object> values) {
        return Type.decimal(MAX_DIGITS, ((BigDecimal) values.getFirst()).scale());
    }

    private static BigDecimal total(List<Object> values) {
        return values.stream().map(BigDecimal.class::cast).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
