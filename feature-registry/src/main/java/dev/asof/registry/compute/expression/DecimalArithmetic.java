package dev.asof.registry.compute.expression;

import dev.asof.registry.compute.expression.kernel.ArithmeticOperator;
import dev.asof.registry.compute.expression.parse.Syntax;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.DecimalType;
import java.util.Optional;

/** Checks arithmetic of which an operand is a decimal, and literals of decimals. */
final class DecimalArithmetic {
    private final Checker checker;

    DecimalArithmetic(Checker checker) {
        this.checker = checker;
    }

    Optional<Expression> check(Syntax.Binary binary, ArithmeticOperator operator, Expression left, Expression right) {
        Optional<DecimalType> leftType = decimal(binary.left(), operator, left, right);
        Optional<DecimalType> rightType = decimal(binary.right(), operator, right, left);
        if (leftType.isEmpty() || rightType.isEmpty()) {
            return Optional.empty();
        }
        Optional<DecimalType> type = DecimalRules.arithmetic(operator, leftType.get(), rightType.get());
        if (type.isEmpty()) {
            checker.report(
                    binary.range(),
                    "the product of " + leftType.get() + " and " + rightType.get() + " has "
                            + (leftType.get().scale() + rightType.get().scale())
                            + " digits after the point, and a decimal at most " + DecimalType.MAX_PRECISION
                            + "; cast one of them to fewer");
        }
        return type.map(result ->
                new Arithmetic(operator, Widened.to(leftType.get(), left), Widened.to(rightType.get(), right), result));
    }

    private Optional<DecimalType> decimal(
            Syntax syntax, ArithmeticOperator operator, Expression operand, Expression other) {
        DataType type = DecimalRules.beside(operand);
        if (type instanceof DecimalType decimal) {
            return Optional.of(decimal);
        }
        checker.report(
                syntax.range(),
                "'" + operator.symbol() + "' needs one kind of number, and this is " + type.displayName() + " beside "
                        + other.type().displayName() + TypeRules.disagreementHint(type, other.type()));
        return Optional.empty();
    }

    /** {@code DECIMAL '1.50'}, which has the digits that are written. */
    static Optional<Expression> literal(Checker checker, Syntax.TypedLiteral literal) {
        Optional<DecimalType> type = DecimalRules.written(literal.text());
        if (type.isEmpty()) {
            checker.report(
                    literal.range(),
                    "'" + literal.text() + "' is not a decimal of at most " + DecimalType.MAX_PRECISION
                            + " digits, such as '1.50'");
        }
        return type.flatMap(written -> new LiteralChecker(checker).literal(literal.range(), literal.text(), written));
    }
}
