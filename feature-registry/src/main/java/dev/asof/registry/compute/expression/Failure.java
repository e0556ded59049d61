package dev.asof.registry.compute.expression;

import dev.asof.registry.compute.schema.ScalarType;

/** Which expressions fail on no data: comparisons, tests, logic and choices, and arithmetic of floats, which is IEEE 754's. */
final class Failure {
    private Failure() {}

    static boolean isRuledOut(Expression expression) {
        return failsNowhereItself(expression) && expression.operands().stream().allMatch(Failure::isRuledOut);
    }

    private static boolean failsNowhereItself(Expression expression) {
        return switch ((Node) expression) {
            case Arithmetic arithmetic -> arithmetic.type() == ScalarType.FLOAT64;
            case Negation negation -> negation.type() == ScalarType.FLOAT64;
            case Widened widened -> widened.type() == ScalarType.FLOAT64 || widened.type() == ScalarType.INT64;
            case ColumnReference column -> true;
            case Literal literal -> true;
            case NullLiteral nothing -> true;
            case Comparison comparison -> true;
            case Connective connective -> true;
            case Not not -> true;
            case Predicate predicate -> true;
            case Coalesce coalesce -> true;
            case NullIf nullIf -> true;
            case Case choice -> true;
            case SimpleCase choice -> true;
            case FeatureReference feature -> true;
            case Cast cast -> false;
            case FunctionCall call -> false;
            case ListOf list -> false;
        };
    }
}
