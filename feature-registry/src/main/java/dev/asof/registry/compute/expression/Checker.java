package dev.asof.registry.compute.expression;

import dev.asof.registry.compute.expression.kernel.ArithmeticOperator;
import dev.asof.registry.compute.expression.kernel.ComparisonOperator;
import dev.asof.registry.compute.expression.kernel.Conversions;
import dev.asof.registry.compute.expression.parse.Limits;
import dev.asof.registry.compute.expression.parse.Syntax;
import dev.asof.registry.compute.expression.parse.TextRange;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.Schema;
import dev.asof.registry.compute.schema.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Resolves names, gives every part its type, and collects what is wrong. A part that is wrong has no type, and what is
 * around it doesn't complain about that again, so all independent problems come out at once. For one text; not
 * thread-safe.
 */
final class Checker {
    private final NameChecker names;
    private final List<ExpressionProblem> problems = new ArrayList<>();

    Checker(Schema scope, FeatureScope features) {
        this.names = new NameChecker(this, scope, features);
    }

    Compilation<Expression> check(String text, Syntax root) {
        Optional<Expression> checked = typed(root);
        checked.ifPresent(expression -> checkLength(text, expression.canonical()));
        return checked.isPresent() && problems.isEmpty() ? new Compilation.Success<>(checked.get()) : failure();
    }

    Compilation<AggregateCall> checkCall(String text, Syntax.Call call) {
        AggregateCall.Arguments arguments = switch (call.arguments()) {
            case Syntax.Star star ->
                new AggregateCall.Star(star.range().start(), star.range().end());
            case Syntax.Listed(List<Syntax> values) -> new AggregateCall.Listed(arguments(values));
        };
        String name = call.name().toLowerCase(Locale.ROOT);
        TextRange place = call.nameRange();
        AggregateCall checked = new AggregateCall(name, place.start(), place.end(), arguments);
        checkLength(text, checked.canonical());
        return problems.isEmpty() ? new Compilation.Success<>(checked) : failure();
    }

    /** Whoever stores the canonical text must be able to compile it again. */
    private void checkLength(String text, String canonical) {
        if (canonical.length() > Limits.LENGTH) {
            report(
                    new TextRange(0, text.length()),
                    "the expression in its canonical form has " + canonical.length() + " characters; at most "
                            + Limits.LENGTH + " are allowed");
        }
    }

    private List<AggregateCall.Argument> arguments(List<Syntax> values) {
        List<AggregateCall.Argument> arguments = new ArrayList<>();
        for (Syntax value : values) {
            typed(value)
                    .ifPresent(expression -> arguments.add(new AggregateCall.Argument(
                            expression, value.range().start(), value.range().end())));
        }
        return arguments;
    }

    private <T> Compilation<T> failure() {
        problems.sort(Comparator.comparingInt(ExpressionProblem::start).thenComparingInt(ExpressionProblem::end));
        return new Compilation.Failure<>(problems);
    }

    void report(TextRange range, String message) {
        problems.add(new ExpressionProblem(range.start(), range.end(), message));
    }

    /** {@code syntax} with a type of its own; empty, and reported, if it has none. */
    Optional<Expression> typed(Syntax syntax) {
        return switch (syntax) {
            case Syntax.IntegerLiteral literal -> new LiteralChecker(this).integer(literal);
            case Syntax.DecimalLiteral literal -> new LiteralChecker(this).decimal(literal);
            case Syntax.TextLiteral literal ->
                Optional.of(new Literal(ScalarType.STRING, Value.ofText(literal.text())));
            case Syntax.TruthLiteral literal ->
                Optional.of(new Literal(ScalarType.BOOL, Value.ofBool(literal.value())));
            case Syntax.NullLiteral literal -> new LiteralChecker(this).untypedNull(literal);
            case Syntax.TypedLiteral literal -> new LiteralChecker(this).typedLiteral(literal);
            case Syntax.Name name -> names.column(name);
            case Syntax.Feature feature -> names.feature(feature);
            case Syntax.Call call -> new CallChecker(this).check(call);
            case Syntax.ListOf list -> list(list);
            case Syntax.Binary binary -> binary(binary);
            case Syntax.Concatenation concatenation -> new CallChecker(this).concatenation(concatenation);
            case Syntax.And and -> new LogicChecker(this).connective(Connective.Operator.AND, and.operands());
            case Syntax.Or or -> new LogicChecker(this).connective(Connective.Operator.OR, or.operands());
            case Syntax.Not not ->
                new LogicChecker(this).bool(not.operand(), "NOT").map(Not::new);
            case Syntax.Minus minus -> new ArithmeticChecker(this).minus(minus);
            case Syntax.IsNull test -> typed(test.operand()).map(NullTest::new);
            case Syntax.IsTruth test -> new LogicChecker(this).isTruth(test);
            case Syntax.IsDistinct test -> new ComparisonChecker(this).isDistinct(test);
            case Syntax.In in -> new ComparisonChecker(this).in(in);
            case Syntax.Between between -> new ComparisonChecker(this).between(between);
            case Syntax.Like like -> new ComparisonChecker(this).like(like);
            case Syntax.Cast cast -> cast(cast);
            case Syntax.Case choice -> new CaseChecker(this).check(choice);
        };
    }

    private Optional<Expression> list(Syntax.ListOf list) {
        Optional<List<Expression>> elements = new Agreement(this).agreed(list.elements(), "a list");
        if (elements.isPresent() && elements.get().getFirst().type().depth() == DataType.MAX_DEPTH) {
            report(list.range(), "lists and maps are nested more than " + DataType.MAX_DEPTH + " deep");
            return Optional.empty();
        }
        return elements.map(ListOf::new);
    }

    private Optional<Expression> binary(Syntax.Binary binary) {
        ArithmeticChecker arithmetic = new ArithmeticChecker(this);
        ComparisonChecker comparisons = new ComparisonChecker(this);
        return switch (binary.operator()) {
            case PLUS -> arithmetic.check(binary, ArithmeticOperator.ADD);
            case MINUS -> arithmetic.check(binary, ArithmeticOperator.SUBTRACT);
            case TIMES -> arithmetic.check(binary, ArithmeticOperator.MULTIPLY);
            case DIVIDE -> arithmetic.check(binary, ArithmeticOperator.DIVIDE);
            case REMAINDER -> arithmetic.check(binary, ArithmeticOperator.REMAINDER);
            case EQUAL -> comparisons.check(binary, ComparisonOperator.EQUAL);
            case NOT_EQUAL -> comparisons.check(binary, ComparisonOperator.NOT_EQUAL);
            case LESS -> comparisons.check(binary, ComparisonOperator.LESS);
            case LESS_OR_EQUAL -> comparisons.check(binary, ComparisonOperator.LESS_OR_EQUAL);
            case GREATER -> comparisons.check(binary, ComparisonOperator.GREATER);
            case GREATER_OR_EQUAL -> comparisons.check(binary, ComparisonOperator.GREATER_OR_EQUAL);
        };
    }

    private Optional<Expression> cast(Syntax.Cast cast) {
        Optional<DataType> target = DataType.named(cast.typeName().toLowerCase(Locale.ROOT));
        if (target.isEmpty()) {
            report(cast.typeRange(), TypeNames.unknown(cast.typeName()));
        }
        if (cast.operand() instanceof Syntax.NullLiteral) {
            return target.map(type -> new NullLiteral(type, NullLiteral.Origin.CAST));
        }
        Optional<Expression> operand = typed(cast.operand());
        if (operand.isEmpty() || target.isEmpty()) {
            return Optional.empty();
        }
        DataType from = operand.get().type();
        if (Conversions.between(from, target.get()).isEmpty()) {
            report(cast.range(), TypeRules.noCast(from, target.get()));
            return Optional.empty();
        }
        return Optional.of(new Cast(target.get(), operand.get(), cast.onFailure()));
    }
}
