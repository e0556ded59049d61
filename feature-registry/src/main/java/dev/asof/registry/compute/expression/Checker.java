package dev.asof.registry.compute.expression;

import dev.asof.registry.compute.expression.kernel.ArithmeticOperator;
import dev.asof.registry.compute.expression.kernel.ComparisonOperator;
import dev.asof.registry.compute.expression.kernel.Conversions;
import dev.asof.registry.compute.expression.kernel.LikePattern;
import dev.asof.registry.compute.expression.kernel.Truth;
import dev.asof.registry.compute.expression.parse.Limits;
import dev.asof.registry.compute.expression.parse.Syntax;
import dev.asof.registry.compute.expression.parse.TextRange;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.DecimalType;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.Schema;
import dev.asof.registry.compute.schema.Value;
import dev.asof.registry.error.NearestName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Resolves names, gives every part its type, and collects what is wrong. A part that is wrong has no type, and what is
 * around it doesn't complain about that again, so all independent problems come out at once. For one text; not
 * thread-safe.
 */
final class Checker {
    private final Schema scope;
    private final FeatureScope features;
    private final List<ExpressionProblem> problems = new ArrayList<>();

    Checker(Schema scope, FeatureScope features) {
        this.scope = scope;
        this.features = features;
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
            case Syntax.IntegerLiteral literal -> literal(literal.range(), literal.text(), ScalarType.INT64);
            case Syntax.DecimalLiteral literal -> decimal(literal);
            case Syntax.TextLiteral literal ->
                Optional.of(new Literal(ScalarType.STRING, Value.ofText(literal.text())));
            case Syntax.TruthLiteral literal ->
                Optional.of(new Literal(ScalarType.BOOL, Value.ofBool(literal.value())));
            case Syntax.NullLiteral literal -> untypedNull(literal);
            case Syntax.TypedLiteral literal -> typedLiteral(literal);
            case Syntax.Name name -> column(name);
            case Syntax.Feature feature -> feature(feature);
            case Syntax.Call call -> new CallChecker(this).check(call);
            case Syntax.ListOf list -> list(list);
            case Syntax.Binary binary -> binary(binary);
            case Syntax.Concatenation concatenation -> new CallChecker(this).concatenation(concatenation);
            case Syntax.And and -> connective(Connective.Operator.AND, and.operands());
            case Syntax.Or or -> connective(Connective.Operator.OR, or.operands());
            case Syntax.Not not -> bool(not.operand(), "NOT").map(Not::new);
            case Syntax.Minus minus -> minus(minus);
            case Syntax.IsNull test -> typed(test.operand()).map(NullTest::new);
            case Syntax.IsTruth test -> isTruth(test);
            case Syntax.IsDistinct test ->
                new Agreement(this)
                        .agreed(List.of(test.left(), test.right()), "IS DISTINCT FROM")
                        .map(sides -> new DistinctTest(sides.getFirst(), sides.getLast()));
            case Syntax.In in -> in(in);
            case Syntax.Between between -> between(between);
            case Syntax.Like like -> like(like);
            case Syntax.Cast cast -> cast(cast);
            case Syntax.Case choice -> new CaseChecker(this).check(choice);
        };
    }

    private Optional<Expression> untypedNull(Syntax.NullLiteral literal) {
        report(
                literal.range(),
                "NULL has no type here; write CAST(NULL AS type), or x IS NULL to compare. Types are "
                        + TypeNames.listed());
        return Optional.empty();
    }

    Optional<Expression> literal(TextRange range, String text, DataType type) {
        Optional<Value> value = Literals.read(text, type);
        if (value.isEmpty()) {
            report(range, Literals.complaint(text, type));
        }
        return value.map(present -> new Literal(type, present));
    }

    private Optional<Expression> decimal(Syntax.DecimalLiteral literal) {
        Optional<Value> value = Literals.read(literal.text(), ScalarType.FLOAT64);
        boolean finite =
                value.isPresent() && value.get() instanceof Value.DoubleValue number && Double.isFinite(number.value());
        if (!finite) {
            report(literal.range(), "'" + literal.text() + "' is beyond the range of float64");
            return Optional.empty();
        }
        return value.map(present -> new Literal(ScalarType.FLOAT64, present));
    }

    private Optional<Expression> typedLiteral(Syntax.TypedLiteral literal) {
        if (literal.typeName().equalsIgnoreCase("decimal")) {
            return DecimalArithmetic.literal(this, literal);
        }
        ScalarType type = ScalarType.named(literal.typeName().toLowerCase(Locale.ROOT))
                .filter(named -> named == ScalarType.DATE || named == ScalarType.TIMESTAMP)
                .orElse(null);
        if (type == null) {
            report(
                    literal.range(),
                    "only DATE, TIMESTAMP and DECIMAL stand before a quoted text; is an operator or a comma missing after '"
                            + literal.typeName() + "'?");
            return Optional.empty();
        }
        return literal(literal.range(), literal.text(), type);
    }

    private Optional<Expression> list(Syntax.ListOf list) {
        Optional<List<Expression>> elements = new Agreement(this).agreed(list.elements(), "a list");
        if (elements.isPresent() && elements.get().getFirst().type().depth() == DataType.MAX_DEPTH) {
            report(list.range(), "lists and maps are nested more than " + DataType.MAX_DEPTH + " deep");
            return Optional.empty();
        }
        return elements.map(ListOf::new);
    }

    private Optional<Expression> column(Syntax.Name name) {
        OptionalInt index = scope.find(name.name());
        if (index.isEmpty()) {
            report(name.range(), "unknown column '" + name.name() + "'." + columnHint(name));
            return Optional.empty();
        }
        DataType type = scope.field(index.getAsInt()).type();
        return Optional.of(new ColumnReference(name.name(), type));
    }

    private Optional<Expression> feature(Syntax.Feature syntax) {
        return switch (features.find(syntax.reference())) {
            case FeatureScope.Found.Feature(String column, DataType type) ->
                Optional.of(new FeatureReference(column, type));
            case FeatureScope.Found.Refused(String reason) -> {
                report(syntax.range(), reason);
                yield Optional.empty();
            }
            case FeatureScope.Found.Unsaid unsaid -> Optional.empty();
        };
    }

    private String columnHint(Syntax.Name name) {
        Optional<String> nearest = NearestName.among(scope.names(), name.name());
        if (nearest.isPresent()) {
            return " Did you mean '" + Names.quotedIfNeeded(nearest.get()) + "'?";
        }
        return switch (name.quoting()) {
            case QUOTED -> " Texts stand in single quotes: " + Literal.quoted(name.name());
            case BARE -> scope.size() == 0 ? " There are no columns here" : " There are " + listed(scope.names());
        };
    }

    private static String listed(List<String> names) {
        int shown = Math.min(names.size(), 10);
        return String.join(", ", names.subList(0, shown)) + (shown < names.size() ? ", ..." : "");
    }

    private Optional<Expression> binary(Syntax.Binary binary) {
        return switch (binary.operator()) {
            case PLUS -> arithmetic(binary, ArithmeticOperator.ADD);
            case MINUS -> arithmetic(binary, ArithmeticOperator.SUBTRACT);
            case TIMES -> arithmetic(binary, ArithmeticOperator.MULTIPLY);
            case DIVIDE -> arithmetic(binary, ArithmeticOperator.DIVIDE);
            case REMAINDER -> arithmetic(binary, ArithmeticOperator.REMAINDER);
            case EQUAL -> comparison(binary, ComparisonOperator.EQUAL);
            case NOT_EQUAL -> comparison(binary, ComparisonOperator.NOT_EQUAL);
            case LESS -> comparison(binary, ComparisonOperator.LESS);
            case LESS_OR_EQUAL -> comparison(binary, ComparisonOperator.LESS_OR_EQUAL);
            case GREATER -> comparison(binary, ComparisonOperator.GREATER);
            case GREATER_OR_EQUAL -> comparison(binary, ComparisonOperator.GREATER_OR_EQUAL);
        };
    }

    private Optional<Expression> arithmetic(Syntax.Binary binary, ArithmeticOperator operator) {
        Optional<Expression> left = number(binary.left(), operator.symbol());
        Optional<Expression> right = number(binary.right(), operator.symbol());
        if (left.isEmpty() || right.isEmpty()) {
            return Optional.empty();
        }
        if (left.get().type() instanceof DecimalType || right.get().type() instanceof DecimalType) {
            return new DecimalArithmetic(this).check(binary, operator, left.get(), right.get());
        }
        DataType type = TypeRules.arithmetic(left.get().type(), right.get().type());
        return Optional.of(new Arithmetic(operator, Widened.to(type, left.get()), Widened.to(type, right.get()), type));
    }

    private Optional<Expression> minus(Syntax.Minus minus) {
        return number(minus.operand(), "-")
                .map(operand -> new Negation(
                        operand.type() instanceof DecimalType
                                ? operand
                                : Widened.to(TypeRules.arithmetic(operand.type(), operand.type()), operand)));
    }

    private Optional<Expression> number(Syntax syntax, String operator) {
        Optional<Expression> operand = typed(syntax);
        if (operand.isPresent() && !operand.get().type().isArithmetic()) {
            report(syntax.range(), TypeRules.notANumber(operator, operand.get().type()));
            return Optional.empty();
        }
        return operand;
    }

    private Optional<Expression> comparison(Syntax.Binary binary, ComparisonOperator operator) {
        if (binary.left() instanceof Syntax.NullLiteral || binary.right() instanceof Syntax.NullLiteral) {
            report(
                    binary.range(),
                    "a comparison with NULL is never true; write x IS NULL, or x IS DISTINCT FROM y to treat NULL as a"
                            + " value");
            return Optional.empty();
        }
        Optional<List<Expression>> sides =
                new Agreement(this).agreed(List.of(binary.left(), binary.right()), "'" + operator.symbol() + "'");
        if (sides.isPresent() && operator.isOrder() && isBool(sides.get().getFirst())) {
            report(binary.range(), "bool has no order; only = and <> compare it");
            return Optional.empty();
        }
        return sides.map(both -> new Comparison(operator, both.getFirst(), both.getLast()));
    }

    private static boolean isBool(Expression expression) {
        return expression.type() == ScalarType.BOOL;
    }

    private Optional<Expression> connective(Connective.Operator operator, List<Syntax> operands) {
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
        Optional<Expression> operand = typed(syntax);
        if (operand.isPresent() && !isBool(operand.get())) {
            report(
                    syntax.range(),
                    where + " takes bool, and this is " + operand.get().type().displayName()
                            + TypeRules.boolHint(operand.get().type()));
            return Optional.empty();
        }
        return operand;
    }

    private Optional<Expression> isTruth(Syntax.IsTruth test) {
        Truth expected = test.expected() ? Truth.TRUE : Truth.FALSE;
        return bool(test.operand(), "IS " + expected).map(operand -> new TruthTest(operand, expected));
    }

    private Optional<Expression> in(Syntax.In in) {
        List<Syntax> all = new ArrayList<>();
        all.add(in.value());
        all.addAll(in.items());
        return new Agreement(this)
                .agreedValues(all, "IN")
                .map(agreed -> new Membership(agreed.getFirst(), agreed.subList(1, agreed.size())));
    }

    private Optional<Expression> between(Syntax.Between between) {
        Optional<List<Expression>> agreed =
                new Agreement(this).agreedValues(List.of(between.value(), between.low(), between.high()), "BETWEEN");
        if (agreed.isPresent() && isBool(agreed.get().getFirst())) {
            report(between.range(), "bool has no order; only = and <> compare it");
            return Optional.empty();
        }
        return agreed.map(all -> new Between(all.get(0), all.get(1), all.get(2)));
    }

    private Optional<Expression> like(Syntax.Like like) {
        Optional<Expression> operand = typed(like.value());
        if (operand.isPresent() && operand.get().type() != ScalarType.STRING) {
            report(
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
            report(like.pattern().range(), "in a pattern, the escape character stands only before %, _ or itself");
        }
        return operand.isPresent() && compiled.isPresent()
                ? Optional.of(new Like(operand.get(), pattern, escape, compiled.get()))
                : Optional.empty();
    }

    private Optional<Integer> escape(Syntax.TextLiteral literal) {
        String text = literal.text();
        if (text.codePointCount(0, text.length()) != 1) {
            report(literal.range(), "ESCAPE takes one character");
            return Optional.empty();
        }
        return Optional.of(text.codePointAt(0));
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
