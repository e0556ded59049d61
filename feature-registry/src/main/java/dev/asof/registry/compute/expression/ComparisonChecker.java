package dev.asof.registry.compute.expression;

import dev.asof.registry.compute.expression.kernel.ComparisonOperator;
import dev.asof.registry.compute.expression.kernel.LikePattern;
import dev.asof.registry.compute.expression.parse.Syntax;
import dev.asof.registry.compute.schema.ScalarType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Types what compares values: operators, IN, BETWEEN and LIKE. */
final class ComparisonChecker {
    private final Checker checker;

    ComparisonChecker(Checker checker) {
        this.checker = checker;
    }

    Optional<Expression> check(Syntax.Binary binary, ComparisonOperator operator) {
        if (binary.left() instanceof Syntax.NullLiteral || binary.right() instanceof Syntax.NullLiteral) {
            checker.report(
                    binary.range(),
                    "a comparison with NULL is never true; write x IS NULL, or x IS DISTINCT FROM y to treat NULL as a"
                            + " value");
            return Optional.empty();
        }
        Optional<List<Expression>> sides =
                new Agreement(checker).agreed(List.of(binary.left(), binary.right()), "'" + operator.symbol() + "'");
        if (sides.isPresent() && operator.isOrder() && sides.get().getFirst().type() == ScalarType.BOOL) {
            checker.report(binary.range(), "bool has no order; only = and <> compare it");
            return Optional.empty();
        }
        return sides.map(both -> new Comparison(operator, both.getFirst(), both.getLast()));
    }

    Optional<Expression> isDistinct(Syntax.IsDistinct test) {
        return new Agreement(checker)
                .agreed(List.of(test.left(), test.right()), "IS DISTINCT FROM")
                .map(sides -> new DistinctTest(sides.getFirst(), sides.getLast()));
    }

    Optional<Expression> in(Syntax.In in) {
        List<Syntax> all = new ArrayList<>();
        all.add(in.value());
        all.addAll(in.items());
        return new Agreement(checker)
                .agreedValues(all, "IN")
                .map(agreed -> new Membership(agreed.getFirst(), agreed.subList(1, agreed.size())));
    }

    Optional<Expression> between(Syntax.Between between) {
        Optional<List<Expression>> agreed =
                new Agreement(checker).agreedValues(List.of(between.value(), between.low(), between.high()), "BETWEEN");
        if (agreed.isPresent() && agreed.get().getFirst().type() == ScalarType.BOOL) {
            checker.report(between.range(), "bool has no order; only = and <> compare it");
            return Optional.empty();
        }
        return agreed.map(all -> new Between(all.get(0), all.get(1), all.get(2)));
    }

    Optional<Expression> like(Syntax.Like like) {
        Optional<Expression> operand = checker.typed(like.value());
        if (operand.isPresent() && operand.get().type() != ScalarType.STRING) {
            checker.report(
                    like.value().range(),
                    "LIKE takes string, and this is " + operand.get().type().displayName()
                            + "; write CAST(... AS string)");
            operand = Optional.empty();
        }
        Optional<Integer> escape = like.escape().flatMap(this::escape);
        if (like.escape().isPresent() && escape.isEmpty()) {
            return Optional.empty();
        }
        String pattern = like.pattern().text();
        Optional<LikePattern> compiled = LikePattern.compile(pattern, escape);
        if (compiled.isEmpty()) {
            checker.report(
                    like.pattern().range(), "in a pattern, the escape character stands only before %, _ or itself");
        }
        return operand.isPresent() && compiled.isPresent()
                ? Optional.of(new Like(operand.get(), pattern, escape, compiled.get()))
                : Optional.empty();
    }

    private Optional<Integer> escape(Syntax.TextLiteral literal) {
        String text = literal.text();
        if (text.codePointCount(0, text.length()) != 1) {
            checker.report(literal.range(), "ESCAPE takes one character");
            return Optional.empty();
        }
        return Optional.of(text.codePointAt(0));
    }
}
