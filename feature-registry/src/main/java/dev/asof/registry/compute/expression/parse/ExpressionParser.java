package dev.asof.registry.compute.expression.parse;

import dev.asof.registry.compute.expression.grammar.SqlExpressionLexer;
import dev.asof.registry.compute.expression.grammar.SqlExpressionParser;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.atn.PredictionMode;

/**
 * Parses expressions and aggregate calls. Any text whatever gives a tree or problems, within the {@link Limits}, never
 * an exception. Thread-safe.
 */
public final class ExpressionParser {
    private ExpressionParser() {}

    /** Parses {@code text} as one expression. */
    public static Parsed<Syntax> parseExpression(String text) {
        return parse(
                text, SqlExpressionParser::wholeExpression, (builder, context) -> builder.build(context.expression()));
    }

    /** Parses {@code text} as one call, {@code name(*)} or {@code name(expression, ...)}. */
    public static Parsed<Syntax.Call> parseCall(String text) {
        return parse(text, SqlExpressionParser::wholeCall, (builder, context) -> builder.buildCall(context.call()));
    }

    private static <C, T> Parsed<T> parse(
            String text, Function<SqlExpressionParser, C> rule, BiFunction<SyntaxBuilder, C, T> build) {
        List<SyntaxProblem> scanned = TokenScan.problemsOf(text);
        if (!scanned.isEmpty()) {
            return new Parsed.Rejected<>(scanned);
        }
        Positions positions = new Positions(text);
        SqlExpressionLexer lexer = new SqlExpressionLexer(CharStreams.fromString(text));
        lexer.removeErrorListeners();
        SqlExpressionParser parser = new SqlExpressionParser(new CommonTokenStream(lexer));
        parser.removeErrorListeners();
        parser.getInterpreter().setPredictionMode(PredictionMode.SLL);
        parser.setErrorHandler(new FirstMistake(positions));
        try {
            return new Parsed.Tree<>(build.apply(new SyntaxBuilder(positions), rule.apply(parser)));
        } catch (RejectedSyntax rejected) {
            return new Parsed.Rejected<>(List.of(rejected.problem()));
        }
    }
}
