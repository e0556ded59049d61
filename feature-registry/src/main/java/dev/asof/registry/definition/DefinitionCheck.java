package dev.asof.registry.definition;

import dev.asof.registry.catalog.Definitions;
import dev.asof.registry.diagnostic.Diagnostic;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import java.util.List;

/** What reading a repository gives: the definitions, or all problems of all files. */
public final class DefinitionCheck {
    private final Definitions definitions;
    private final List<Diagnostic> problems;

    DefinitionCheck(Definitions definitions, List<Diagnostic> problems) {
        this.definitions = definitions;
        this.problems = List.copyOf(problems);
    }

    /** All problems by file, line and column; none if the definitions are right. */
    public List<Diagnostic> problems() {
        return problems;
    }

    /**
     * The definitions, which have no problem.
     *
     * @throws AsofException {@code INVALID_DEFINITION} with all problems, each with its place, line and caret
     */
    public Definitions definitions() {
        if (problems.isEmpty()) {
            return definitions;
        }
        String count = problems.size() == 1 ? "one problem" : problems.size() + " problems";
        throw new AsofException(
                ErrorCode.INVALID_DEFINITION,
                "Cannot read the definitions: " + count + ".\n\n" + Diagnostic.render(problems));
    }
}
