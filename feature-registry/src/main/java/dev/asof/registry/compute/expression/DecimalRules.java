package dev.asof.registry.compute.expression;

import dev.asof.registry.compute.expression.kernel.ArithmeticOperator;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.DecimalType;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.Value;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/** The types that decimals give, and those in which integers stand beside them. */
final class DecimalRules {
    /** Digits of a quotient after the point, beyond those of its operands. */
    private static final int MORE_OF_QUOTIENT = 6;

    private static final int INT32_DIGITS = 10;
    private static final int INT64_DIGITS = 19;
    private static final Pattern TEXT = Pattern.compile("[+-]?[0-9]+(\\.[0-9]+)?");

    private DecimalRules() {}

    /** The type in which an operand stands beside decimals: an integer has all its digits, a literal its own. */
    static DataType beside(Expression operand) {
        if (operand instanceof Literal literal && literal.value() instanceof Value.LongValue number) {
            return literal.type() == ScalarType.INT64 ? ofWhole(number.value()) : operand.type();
        }
        return beside(operand.type());
    }

    private static DataType beside(DataType type) {
        if (type == ScalarType.INT32) {
            return new DecimalType(INT32_DIGITS, 0);
        }
        return type == ScalarType.INT64 ? new DecimalType(INT64_DIGITS, 0) : type;
    }

    private static DecimalType ofWhole(long value) {
        return new DecimalType(BigDecimal.valueOf(value).precision(), 0);
    }

    /** The type that holds all values of both; empty if none does. */
    static Optional<DecimalType> common(DecimalType left, DecimalType right) {
        return type(Math.max(whole(left), whole(right)), Math.max(left.scale(), right.scale()));
    }

    private static int whole(DecimalType type) {
        return type.precision() - type.scale();
    }

    private static Optional<DecimalType> type(int whole, int scale) {
        int precision = Math.max(1, whole + scale);
        return DecimalType.isType(precision, scale) ? Optional.of(new DecimalType(precision, scale)) : Optional.empty();
    }

    /** The type of a result; empty if it would have more digits after the point than a decimal can have. */
    static Optional<DecimalType> arithmetic(ArithmeticOperator operator, DecimalType left, DecimalType right) {
        int scale = Math.max(left.scale(), right.scale());
        return switch (operator) {
            case ADD, SUBTRACT -> capped(Math.max(whole(left), whole(right)) + 1, scale);
            case MULTIPLY -> capped(whole(left) + whole(right), left.scale() + right.scale());
            case DIVIDE ->
                Optional.of(new DecimalType(
                        DecimalType.MAX_PRECISION, Math.min(DecimalType.MAX_PRECISION, scale + MORE_OF_QUOTIENT)));
            case REMAINDER -> capped(Math.min(whole(left), whole(right)), scale);
        };
    }

    private static Optional<DecimalType> capped(int whole, int scale) {
        int room = DecimalType.MAX_PRECISION - scale;
        return room < 0 ? Optional.empty() : type(Math.min(whole, room), scale);
    }

    /** The number that {@code DECIMAL 'text'} writes, with the digits that are written; empty if it is none. */
    static Optional<DecimalType> written(String text) {
        if (text.length() > 2 * DecimalType.MAX_PRECISION || !TEXT.matcher(text).matches()) {
            return Optional.empty();
        }
        BigDecimal number = new BigDecimal(text);
        int whole = number.signum() == 0 ? 0 : Math.max(0, number.precision() - number.scale());
        return type(whole, number.scale());
    }
}
