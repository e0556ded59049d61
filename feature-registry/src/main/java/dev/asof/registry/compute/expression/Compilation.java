package dev.asof.registry.compute.expression;

import java.util.List;
import java.util.function.Function;

/** What compiling a text gives: a result, or all that is wrong with it. */
public sealed interface Compilation<T> {

    /** The text compiled. */
    record Success<T>(T result) implements Compilation<T> {}

    /** The problems, in the order of the text; none if what is wrong was said elsewhere. */
    record Failure<T>(List<ExpressionProblem> problems) implements Compilation<T> {
        public Failure {
            problems = List.copyOf(problems);
        }
    }

    /** The problems, none of a success. */
    default List<ExpressionProblem> problems() {
        return switch (this) {
            case Success<T> success -> List.of();
            case Failure<T>(List<ExpressionProblem> problems) -> problems;
        };
    }

    /** The result, or whatever {@code onFailure} makes of the problems: a value or an exception. */
    default T orElse(Function<List<ExpressionProblem>, T> onFailure) {
        return switch (this) {
            case Success<T>(T result) -> result;
            case Failure<T>(List<ExpressionProblem> problems) -> onFailure.apply(problems);
        };
    }

    /**
     * The result, where the text is known to compile.
     *
     * @throws IllegalStateException if it does not: a defect of the caller
     */
    default T orElseThrow() {
        return orElse(problems -> {
            throw new IllegalStateException(problems.toString());
        });
    }
}
