package dev.asof.registry.compute.expression.parse;

import dev.asof.registry.compute.expression.grammar.SqlExpressionBaseVisitor;
import dev.asof.registry.compute.expression.grammar.SqlExpressionLexer;
import dev.asof.registry.compute.expression.grammar.SqlExpressionParser;
import dev.asof.registry.compute.expression.parse.Syntax.BinaryOperator;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.jspecify.annotations.Nullable;

/**
 * Turns ANTLR's tree into {@link Syntax} and holds its height to {@link Limits#HEIGHT}, so that whatever walks the tree
 * later may recurse.
 */
final class SyntaxBuilder extends SqlExpressionBaseVisitor<Syntax> {
    private final Positions positions;
    private final Map<Syntax, Integer> heights = new IdentityHashMap<>();

    SyntaxBuilder(Positions positions) {
        this.positions = positions;
    }

    Syntax build(ParseTree tree) {
        return visit(tree);
    }

    Syntax.Call buildCall(SqlExpressionParser.CallContext context) {
        return call(context);
    }

    /** Steps over the levels of precedence at which nothing stands, without a call for each. */
    @Override
    public Syntax visit(ParseTree tree) {
        ParseTree node = tree;
        while (node.getChildCount() == 1 && node.getChild(0) instanceof ParserRuleContext only) {
            node = only;
        }
        return super.visit(node);
    }

    @Override
    public Syntax visitExpression(SqlExpressionParser.ExpressionContext context) {
        return chain(context, context.conjunction(), Syntax.Or::new);
    }

    @Override
    public Syntax visitConjunction(SqlExpressionParser.ConjunctionContext context) {
        return chain(context, context.negation(), Syntax.And::new);
    }

    @Override
    public Syntax visitConcatenation(SqlExpressionParser.ConcatenationContext context) {
        return chain(context, context.sum(), Syntax.Concatenation::new);
    }

    @Override
    public Syntax visitNegation(SqlExpressionParser.NegationContext context) {
        TextRange end = positions.of(context.getStop());
        Syntax result = visit(context.test());
        for (TerminalNode not : context.NOT().reversed()) {
            result = negated(positions.of(not.getSymbol()).to(end), result);
        }
        return result;
    }

    @Override
    public Syntax visitTest(SqlExpressionParser.TestContext context) {
        Syntax operand = visit(context.comparison());
        if (context.IS() == null) {
            return operand;
        }
        Syntax test = test(context, operand);
        return context.NOT() == null ? test : negated(test.range(), test);
    }

    private Syntax test(SqlExpressionParser.TestContext context, Syntax operand) {
        TextRange range = positions.of(context);
        if (context.concatenation() != null) {
            Syntax right = visit(context.concatenation());
            return grown(new Syntax.IsDistinct(range, operand, right), operand, right);
        }
        if (context.NULL() != null) {
            return grown(new Syntax.IsNull(range, operand), operand);
        }
        return grown(new Syntax.IsTruth(range, operand, context.TRUE() != null), operand);
    }

    @Override
    public Syntax visitComparison(SqlExpressionParser.ComparisonContext context) {
        Syntax value = visit(context.concatenation());
        if (context.predicate() == null) {
            return value;
        }
        TextRange range = positions.of(context);
        return switch (context.predicate()) {
            case SqlExpressionParser.CompareContext compare -> {
                Syntax right = visit(compare.concatenation());
                yield grown(new Syntax.Binary(range, operator(compare.operator), value, right), value, right);
            }
            case SqlExpressionParser.MembershipContext in -> {
                List<Syntax> items = visitAll(in.expression());
                yield negatedIf(in.NOT(), grown(grown(new Syntax.In(range, value, items), items), value));
            }
            case SqlExpressionParser.BetweenContext between -> {
                Syntax low = visit(between.low);
                Syntax high = visit(between.high);
                yield negatedIf(between.NOT(), grown(new Syntax.Between(range, value, low, high), value, low, high));
            }
            case SqlExpressionParser.LikeContext like ->
                negatedIf(
                        like.NOT(),
                        grown(
                                new Syntax.Like(
                                        range,
                                        value,
                                        text(like.pattern),
                                        Optional.ofNullable(like.escape).map(this::text)),
                                value));
            default -> throw new IllegalStateException("Predicate " + context.getText());
        };
    }

    @Override
    public Syntax visitSum(SqlExpressionParser.SumContext context) {
        return leftChain(context);
    }

    @Override
    public Syntax visitProduct(SqlExpressionParser.ProductContext context) {
        return leftChain(context);
    }

    @Override
    public Syntax visitSigned(SqlExpressionParser.SignedContext context) {
        List<TerminalNode> signs = context.MINUS();
        TextRange end = positions.of(context.getStop());
        Syntax result = visit(context.primary());
        int last = signs.size() - 1;
        for (int i = last; i >= 0; i--) {
            TextRange range = positions.of(signs.get(i).getSymbol()).to(end);
            result = i == last ? withSign(range, context.primary(), result) : minus(range, result);
        }
        return result;
    }

    /** A minus sign directly before a number is part of the number: so the least int64 can be written. */
    private Syntax withSign(TextRange range, SqlExpressionParser.PrimaryContext written, Syntax operand) {
        return switch (written) {
            case SqlExpressionParser.IntegerContext number ->
                leaf(new Syntax.IntegerLiteral(range, "-" + number.getText()));
            case SqlExpressionParser.DecimalContext number ->
                leaf(new Syntax.DecimalLiteral(range, "-" + number.getText()));
            default -> minus(range, operand);
        };
    }

    private Syntax minus(TextRange range, Syntax operand) {
        return grown(new Syntax.Minus(range, operand), operand);
    }

    @Override
    public Syntax visitInteger(SqlExpressionParser.IntegerContext context) {
        return leaf(new Syntax.IntegerLiteral(positions.of(context), context.getText()));
    }

    @Override
    public Syntax visitDecimal(SqlExpressionParser.DecimalContext context) {
        return leaf(new Syntax.DecimalLiteral(positions.of(context), context.getText()));
    }

    @Override
    public Syntax visitText(SqlExpressionParser.TextContext context) {
        return leaf(text(context.getStart()));
    }

    @Override
    public Syntax visitTruth(SqlExpressionParser.TruthContext context) {
        return leaf(new Syntax.TruthLiteral(positions.of(context), context.TRUE() != null));
    }

    @Override
    public Syntax visitNothing(SqlExpressionParser.NothingContext context) {
        return leaf(new Syntax.NullLiteral(positions.of(context)));
    }

    @Override
    public Syntax visitTyped(SqlExpressionParser.TypedContext context) {
        String text = unquoted(context.STRING().getText());
        return leaf(new Syntax.TypedLiteral(positions.of(context), context.typeName.getText(), text));
    }

    @Override
    public Syntax visitName(SqlExpressionParser.NameContext context) {
        TextRange range = positions.of(context);
        return leaf(
                context.QUOTED() == null
                        ? new Syntax.Name(range, context.getText(), Syntax.Quoting.BARE)
                        : new Syntax.Name(range, unquoted(context.getText()), Syntax.Quoting.QUOTED));
    }

    @Override
    public Syntax visitFeature(SqlExpressionParser.FeatureContext context) {
        return leaf(new Syntax.Feature(positions.of(context), context.getText()));
    }

    @Override
    public Syntax visitCall(SqlExpressionParser.CallContext context) {
        return call(context);
    }

    private Syntax.Call call(SqlExpressionParser.CallContext context) {
        Token name = context.IDENTIFIER().getSymbol();
        List<Syntax> values = visitAll(context.expression());
        Syntax.Arguments arguments = context.STAR() == null
                ? new Syntax.Listed(values)
                : new Syntax.Star(positions.of(context.STAR().getSymbol()));
        return grown(new Syntax.Call(positions.of(context), positions.of(name), name.getText(), arguments), values);
    }

    @Override
    public Syntax visitCast(SqlExpressionParser.CastContext context) {
        Syntax operand = visit(context.expression());
        Syntax.OnFailure onFailure = context.CAST() == null ? Syntax.OnFailure.IGNORE : Syntax.OnFailure.COUNT;
        return grown(
                new Syntax.Cast(
                        positions.of(context),
                        operand,
                        positions.of(context.type()),
                        context.type().getText(),
                        onFailure),
                operand);
    }

    @Override
    public Syntax visitChoice(SqlExpressionParser.ChoiceContext context) {
        Optional<Syntax> operand = Optional.ofNullable(context.operand).map(this::visit);
        Optional<Syntax> otherwise = Optional.ofNullable(context.otherwise).map(this::visit);
        List<Syntax.Branch> branches = new ArrayList<>();
        List<Syntax> children = new ArrayList<>();
        for (int i = 0; i < context.when.size(); i++) {
            Syntax.Branch branch = new Syntax.Branch(visit(context.when.get(i)), visit(context.then.get(i)));
            branches.add(branch);
            children.add(branch.when());
            children.add(branch.then());
        }
        operand.ifPresent(children::add);
        otherwise.ifPresent(children::add);
        return grown(new Syntax.Case(positions.of(context), operand, branches, otherwise), children);
    }

    @Override
    public Syntax visitList(SqlExpressionParser.ListContext context) {
        List<Syntax> elements = visitAll(context.expression());
        return grown(new Syntax.ListOf(positions.of(context), elements), elements);
    }

    @Override
    public Syntax visitNested(SqlExpressionParser.NestedContext context) {
        return visit(context.expression());
    }

    @Override
    public Syntax visitColumn(SqlExpressionParser.ColumnContext context) {
        return visit(context.name());
    }

    @Override
    public Syntax visitInvocation(SqlExpressionParser.InvocationContext context) {
        return visit(context.call());
    }

    private List<Syntax> visitAll(List<? extends ParseTree> trees) {
        List<Syntax> result = new ArrayList<>();
        for (ParseTree tree : trees) {
            result.add(visit(tree));
        }
        return result;
    }

    private Syntax chain(
            ParserRuleContext context,
            List<? extends ParseTree> operands,
            BiFunction<TextRange, List<Syntax>, Syntax> join) {
        if (operands.size() == 1) {
            return visit(operands.getFirst());
        }
        List<Syntax> children = visitAll(operands);
        return grown(join.apply(positions.of(context), children), children);
    }

    /** Operands at even places, operators between them. */
    private Syntax leftChain(ParserRuleContext context) {
        Syntax result = visit(context.getChild(0));
        for (int i = 2; i < context.getChildCount(); i += 2) {
            Token operator = ((TerminalNode) context.getChild(i - 1)).getSymbol();
            Syntax right = visit(context.getChild(i));
            result = grown(
                    new Syntax.Binary(result.range().to(right.range()), operator(operator), result, right),
                    result,
                    right);
        }
        return result;
    }

    private Syntax negated(TextRange range, Syntax operand) {
        return grown(new Syntax.Not(range, operand), operand);
    }

    private Syntax negatedIf(@Nullable TerminalNode not, Syntax predicate) {
        return not == null ? predicate : negated(predicate.range(), predicate);
    }

    private Syntax.TextLiteral text(Token token) {
        return new Syntax.TextLiteral(positions.of(token), unquoted(token.getText()));
    }

    private static String unquoted(String quoted) {
        String quote = quoted.substring(0, 1);
        return quoted.substring(1, quoted.length() - 1).replace(quote + quote, quote);
    }

    private static BinaryOperator operator(Token token) {
        return switch (token.getType()) {
            case SqlExpressionLexer.PLUS -> BinaryOperator.PLUS;
            case SqlExpressionLexer.MINUS -> BinaryOperator.MINUS;
            case SqlExpressionLexer.STAR -> BinaryOperator.TIMES;
            case SqlExpressionLexer.SLASH -> BinaryOperator.DIVIDE;
            case SqlExpressionLexer.PERCENT -> BinaryOperator.REMAINDER;
            case SqlExpressionLexer.EQ -> BinaryOperator.EQUAL;
            case SqlExpressionLexer.NE -> BinaryOperator.NOT_EQUAL;
            case SqlExpressionLexer.LT -> BinaryOperator.LESS;
            case SqlExpressionLexer.LE -> BinaryOperator.LESS_OR_EQUAL;
            case SqlExpressionLexer.GT -> BinaryOperator.GREATER;
            case SqlExpressionLexer.GE -> BinaryOperator.GREATER_OR_EQUAL;
            default -> throw new IllegalStateException("Operator " + token.getText());
        };
    }

    private <S extends Syntax> S leaf(S node) {
        heights.put(node, 0);
        return node;
    }

    private <S extends Syntax> S grown(S node, Syntax... children) {
        return grown(node, List.of(children));
    }

    private <S extends Syntax> S grown(S node, List<? extends Syntax> children) {
        int height = heights.getOrDefault(node, 0);
        for (Syntax child : children) {
            height = Math.max(height, heights.getOrDefault(child, 0) + 1);
        }
        if (height > Limits.HEIGHT) {
            throw new RejectedSyntax(new SyntaxProblem(
                    node.range(), "the expression is a chain or nest of more than " + Limits.HEIGHT + " operators"));
        }
        heights.put(node, height);
        return node;
    }
}
