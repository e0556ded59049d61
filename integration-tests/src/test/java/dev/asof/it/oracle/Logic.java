package dev.asof.it.oracle;

import org.jspecify.annotations.Nullable;

/** Logic of three values, and comparison as SQL and IEEE 754 have it. */
final class Logic {
    private Logic() {}

    static @Nullable Boolean not(@Nullable Boolean value) {
        return value == null ? null : !value;
    }

    static @Nullable Boolean and(@Nullable Boolean left, @Nullable Boolean right) {
        if (Boolean.FALSE.equals(left) || Boolean.FALSE.equals(right)) {
            return false;
        }
        return (left == null || right == null) ? null : Boolean.TRUE;
    }

    /**
     * Lists and maps compare as their groups.
     *
     * @param common the type in which the values are compared
     */
    static @Nullable Boolean compare(String operator, Type common, @Nullable Object left, @Nullable Object right) {
        Object a = common.widened(left);
        Object b = common.widened(right);
        if (a == null || b == null) {
            return null;
        }
        if (a instanceof Double number && b instanceof Double other) {
            return compareFloats(operator, number, other);
        }
        return holds(operator, ValueOrder.VALUES.compare(Groups.of(a), Groups.of(b)));
    }

    private static boolean compareFloats(String operator, double a, double b) {
        if (Double.isNaN(a) || Double.isNaN(b)) {
            return operator.equals("<>");
        }
        return holds(operator, a == b ? 0 : Double.compare(a, b));
    }

    private static boolean holds(String operator, int comparison) {
        return switch (operator) {
            case "=" -> comparison == 0;
            case "<>" -> comparison != 0;
            case "<" -> comparison < 0;
            case "<=" -> comparison <= 0;
            case ">" -> comparison > 0;
            case ">=" -> comparison >= 0;
            default -> throw new IllegalArgumentException("No comparison: " + operator);
        };
    }
}
