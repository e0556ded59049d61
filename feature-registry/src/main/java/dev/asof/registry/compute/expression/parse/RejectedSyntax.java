package dev.asof.registry.compute.expression.parse;

/** Carries the first mistake out of the depth of a parser; never leaves this package. */
final class RejectedSyntax extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient SyntaxProblem problem;

    RejectedSyntax(SyntaxProblem problem) {
        super(problem.message(), null, false, false);
        this.problem = problem;
    }

    SyntaxProblem problem() {
        return problem;
    }
}
