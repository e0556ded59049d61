package dev.asof.registry.compute.expression;

import dev.asof.registry.compute.expression.kernel.Truth;
import dev.asof.registry.compute.expression.parse.Syntax;
import dev.asof.registry.compute.schema.ScalarType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Types what takes conditions: AND, OR, NOT, and IS TRUE. */
final class LogicChecker {
    private final Checker checker;

    LogicChecker(Checker checker) {
        this.checker = checker;
    }

    Optional<Expression> connective(Connective.Operator operator, List<Syntax> operands) {
        List<Expression> checked = new ArrayList<>();
        for (Syntax operand : operands) {
            bool(operand, operator.name()).ifPresent(checked::add);
        }
        return checked.size() == operands.size() ? Optional.of(new Connective(operator, checked)) : Optional.empty();
    }

    /** An operand of logic; NULL is one. */
    Optional<Expression> bool(Syntax syntax, String where) {
        if (syntax instanceof Syntax.NullLiteral) {
            return Optional.of(new NullLiteral(ScalarType.BOOL, NullLiteral.Origin.SURROUNDINGS));
        }
        Optional<Expression> operand = checker.typed(syntax);
        if (operand.isPresent() && operand.get().type() != ScalarType.BOOL) {
            checker.report(
                    syntax.range(),
                    where + " takes bool, and this is " + operand.get().type().displayName()
                            + TypeRules.boolHint(operand.get().type()));
            return Optional.empty();
        }
        return operand;
    }

    Optional<Expression> isTruth(Syntax.IsTruth test) {
        Truth expected = test.expected() ? Truth.TRUE : Truth.FALSE;
        return bool(test.operand(), "IS " + expected).map(operand -> new TruthTest(operand, expected));
    }
}
