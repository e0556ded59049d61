package dev.asof.registry.compute.expression;

import dev.asof.registry.compute.expression.parse.ExpressionParser;
import dev.asof.registry.compute.expression.parse.Parsed;
import dev.asof.registry.compute.expression.parse.Syntax;
import dev.asof.registry.compute.expression.parse.SyntaxProblem;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.Schema;
import dev.asof.registry.compute.schema.Value;
import java.util.List;

/**
 * Compiles text to typed expressions. Whatever the text, the answer is a result or problems, never an exception, in time
 * and memory bounded by {@link dev.asof.registry.compute.expression.parse.Limits}. Thread-safe.
 */
public final class ExpressionCompiler {
    private ExpressionCompiler() {}

    /** Compiles {@code text} as an expression over the columns of {@code scope}, whose names match case by case. */
    public static Compilation<Expression> compile(String text, Schema scope) {
        return compile(text, scope, FeatureScope.NONE);
    }

    /**
     * Compiles {@code text} as an expression over columns and features. A failure without problems is one of a feature
     * of which nothing is said.
     */
    public static Compilation<Expression> compile(String text, Schema scope, FeatureScope features) {
        return switch (ExpressionParser.parseExpression(text)) {
            case Parsed.Rejected<Syntax>(List<SyntaxProblem> problems) -> rejected(problems);
            case Parsed.Tree<Syntax>(Syntax root) -> new Checker(scope, features).check(text, root);
        };
    }

    /** Compiles {@code text} as one call of an aggregate, whose arguments are expressions over {@code scope}. */
    public static Compilation<AggregateCall> compileCall(String text, Schema scope) {
        return switch (ExpressionParser.parseCall(text)) {
            case Parsed.Rejected<Syntax.Call>(List<SyntaxProblem> problems) -> rejected(problems);
            case Parsed.Tree<Syntax.Call>(Syntax.Call call) ->
                new Checker(scope, FeatureScope.NONE).checkCall(text, call);
        };
    }

    /**
     * Reads {@code text} as a value of {@code type}, as defaults, bounds and lists of allowed values write it: a string
     * is the text itself, without quotes; everything else is what CAST makes of the text, which for floats includes
     * integers, {@code nan} and {@code inf}.
     */
    public static Compilation<Value> parseLiteral(String text, DataType type) {
        return Literals.parse(text, type);
    }

    private static <T> Compilation<T> rejected(List<SyntaxProblem> problems) {
        return new Compilation.Failure<>(problems.stream()
                .map(problem -> new ExpressionProblem(
                        problem.range().start(), problem.range().end(), problem.message()))
                .toList());
    }
}
