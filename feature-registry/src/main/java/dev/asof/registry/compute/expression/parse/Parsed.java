package dev.asof.registry.compute.expression.parse;

import java.util.List;

/** What parsing a text gives: a tree, or what is wrong with the text. */
public sealed interface Parsed<T> {

    record Tree<T>(T root) implements Parsed<T> {}

    /** At least one problem, in the order of the text. */
    record Rejected<T>(List<SyntaxProblem> problems) implements Parsed<T> {
        public Rejected {
            problems = List.copyOf(problems);
        }
    }
}
