package dev.asof.registry.compute.expression;

import dev.asof.registry.compute.expression.kernel.ArithmeticOperator;
import dev.asof.registry.compute.expression.parse.Syntax;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.DecimalType;
import java.util.Optional;

/** Types arithmetic. */
final class ArithmeticChecker {
    private final Checker checker;

    ArithmeticChecker(Checker checker) {
        this.checker = checker;
    }

    Optional<Expression> check(Syntax.Binary binary, ArithmeticOperator operator) {
        Optional<Expression> left = number(binary.left(), operator.symbol());
        Optional<Expression> right = number(binary.right(), operator.symbol());
        if (left.isEmpty() || right.isEmpty()) {
            return Optional.empty();
        }
        if (left.get().type() instanceof DecimalType || right.get().type() instanceof DecimalType) {
            return new DecimalArithmetic(checker).check(binary, operator, left.get(), right.get());
        }
        DataType type = TypeRules.arithmetic(left.get().type(), right.get().type());
        return Optional.of(new Arithmetic(operator, Widened.to(type, left.get()), Widened.to(type, right.get()), type));
    }

    Optional<Expression> minus(Syntax.Minus minus) {
        return number(minus.operand(), "-")
                .map(operand -> new Negation(
                        operand.type() instanceof DecimalType
                                ? operand
                                : Widened.to(TypeRules.arithmetic(operand.type(), operand.type()), operand)));
    }

    private Optional<Expression> number(Syntax syntax, String operator) {
        Optional<Expression> operand = checker.typed(syntax);
        if (operand.isPresent() && !operand.get().type().isNumeric()) {
            checker.report(
                    syntax.range(), TypeRules.notANumber(operator, operand.get().type()));
            return Optional.empty();
        }
        return operand;
    }
}
