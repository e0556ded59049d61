package dev.asof.registry.compute.expression;

import dev.asof.registry.compute.expression.kernel.Evaluation;
import dev.asof.registry.compute.schema.ColumnBatch;
import java.nio.charset.StandardCharsets;

/**
 * What Jazzer calls with texts that may be expressions: whatever the text, there are problems with places inside it, or an
 * expression that computes on any rows and compiles again from its canonical text.
 */
public final class ExpressionFuzzer {
    private static final ColumnBatch ROWS = new RandomRows(1).batch(Cases.SCOPE, 7);

    private ExpressionFuzzer() {}

    /** @param data UTF-8, or not */
    public static void fuzzerTestOneInput(byte[] data) {
        String text = new String(data, StandardCharsets.UTF_8);
        ExpressionCompiler.compileCall(text, Cases.SCOPE).problems().forEach(problem -> checkPlace(problem, text));
        switch (ExpressionCompiler.compile(text, Cases.SCOPE)) {
            case Compilation.Success<Expression>(Expression expression) -> check(expression);
            case Compilation.Failure<Expression> failure ->
                failure.problems().forEach(problem -> checkPlace(problem, text));
        }
    }

    private static void checkPlace(ExpressionProblem problem, String text) {
        boolean isInside = 0 <= problem.start() && problem.start() <= problem.end() && problem.end() <= text.length();
        if (!isInside || problem.message().isBlank()) {
            throw new AssertionError(problem.toString());
        }
    }

    private static void check(Expression expression) {
        Evaluation evaluation = expression.evaluate(ROWS);
        if (evaluation.size() != ROWS.rowCount() || !evaluation.column().type().equals(expression.type())) {
            throw new AssertionError("No column of the expression's type: " + evaluation);
        }
        Expression again =
                ExpressionCompiler.compile(expression.canonical(), Cases.SCOPE).orElseThrow();
        if (!again.canonical().equals(expression.canonical()) || !again.equals(expression)) {
            throw new AssertionError(again.canonical());
        }
    }
}
