package dev.asof.registry.compute.expression;

import dev.asof.registry.compute.expression.kernel.ComparisonOperator;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.DoubleColumn;
import dev.asof.registry.compute.schema.StatedRows;
import dev.asof.registry.compute.schema.Value;
import java.util.Optional;

/**
 * Proves that conditions are TRUE in none of some rows, from what is known of their columns: comparisons of a column with a constant, {@code
 * IN} and {@code BETWEEN}, and what {@code AND} and {@code OR} make of them.
 */
record Exclusion(StatedRows rows) {

    boolean excludes(Expression condition) {
        return switch ((Node) condition) {
            case Connective connective ->
                switch (connective.operator()) {
                    case AND -> connective.operands().stream().anyMatch(this::excludes);
                    case OR -> connective.operands().stream().allMatch(this::excludes);
                };
            case Comparison comparison ->
                excludes(comparison.left(), comparison.operator(), comparison.right())
                        || excludes(comparison.right(), comparison.operator().mirrored(), comparison.left());
            case Membership membership ->
                membership.items().stream()
                        .allMatch(item -> excludes(membership.value(), ComparisonOperator.EQUAL, item));
            case Between between ->
                excludes(between.value(), ComparisonOperator.GREATER_OR_EQUAL, between.low())
                        || excludes(between.value(), ComparisonOperator.LESS_OR_EQUAL, between.high());
            case Arithmetic other -> false;
            case Case other -> false;
            case Cast other -> false;
            case Coalesce other -> false;
            case ColumnReference other -> false;
            case FeatureReference other -> false;
            case FunctionCall other -> false;
            case ListOf other -> false;
            case Literal other -> false;
            case Negation other -> false;
            case Not other -> false;
            case NullIf other -> false;
            case NullLiteral other -> false;
            case DistinctTest other -> false;
            case Like other -> false;
            case NullTest other -> false;
            case TruthTest other -> false;
            case SimpleCase other -> false;
            case Widened other -> false;
        };
    }

    private boolean excludes(Expression left, ComparisonOperator operator, Expression right) {
        return left instanceof ColumnReference column
                && right instanceof Literal literal
                && column.type().equals(rows.type(column.name()).orElse(null))
                && excludes(column.name(), operator, literal.value());
    }

    private boolean excludes(String column, ComparisonOperator operator, Value value) {
        return (operator == ComparisonOperator.EQUAL && isLacking(column, value))
                || rows.ends(column).stream().anyMatch(ends -> liesBeyond(ends, operator, value));
    }

    /** Of the zeros, which are equal, a row may have either. */
    private boolean isLacking(String column, Value value) {
        return !(value instanceof Value.DoubleValue number && number.value() == 0) && rows.lacks(column, value);
    }

    /** Whether the comparison holds of no value between two ends. */
    private static boolean liesBeyond(Column ends, ComparisonOperator operator, Value value) {
        Optional<int[]> compared = compared(ends, value);
        return compared.isPresent()
                && switch (operator) {
                    case EQUAL -> compared.get()[0] > 0 || compared.get()[1] < 0;
                    case NOT_EQUAL ->
                        ends.type().lane() != DataType.Lane.DOUBLE && compared.get()[0] == 0 && compared.get()[1] == 0;
                    case LESS -> compared.get()[0] >= 0;
                    case LESS_OR_EQUAL -> compared.get()[0] > 0;
                    case GREATER -> compared.get()[1] <= 0;
                    case GREATER_OR_EQUAL -> compared.get()[1] < 0;
                };
    }

    /** How each end compares with a value; empty where an end is NaN. */
    private static Optional<int[]> compared(Column ends, Value value) {
        if (ends instanceof DoubleColumn numbers && value instanceof Value.DoubleValue number) {
            double low = numbers.values()[0];
            double high = numbers.values()[1];
            return Double.isNaN(low) || Double.isNaN(high)
                    ? Optional.empty()
                    : Optional.of(new int[] {compare(low, number.value()), compare(high, number.value())});
        }
        Column constant = value.repeat(1);
        return Optional.of(new int[] {ends.compare(0, constant, 0), ends.compare(1, constant, 0)});
    }

    /** As the operators compare: both zeros are equal. */
    private static int compare(double end, double value) {
        return end == value ? 0 : Double.compare(end, value);
    }
}
