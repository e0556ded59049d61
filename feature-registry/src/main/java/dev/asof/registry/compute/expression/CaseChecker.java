package dev.asof.registry.compute.expression;

import dev.asof.registry.compute.expression.parse.Syntax;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Types both forms of CASE. */
final class CaseChecker {
    private final Checker checker;

    CaseChecker(Checker checker) {
        this.checker = checker;
    }

    Optional<Expression> check(Syntax.Case choice) {
        return choice.operand().isPresent() ? simple(choice, choice.operand().get()) : searched(choice);
    }

    private Optional<Expression> searched(Syntax.Case choice) {
        List<Expression> conditions = new ArrayList<>();
        for (Syntax.Branch branch : choice.branches()) {
            new LogicChecker(checker).bool(branch.when(), "WHEN").ifPresent(conditions::add);
        }
        Optional<List<Expression>> results = results(choice);
        if (results.isEmpty() || conditions.size() < choice.branches().size()) {
            return Optional.empty();
        }
        List<Case.Branch> branches = new ArrayList<>();
        for (int i = 0; i < conditions.size(); i++) {
            branches.add(new Case.Branch(conditions.get(i), results.get().get(i)));
        }
        return Optional.of(new Case(branches, results.get().getLast()));
    }

    private Optional<Expression> simple(Syntax.Case choice, Syntax operand) {
        List<Syntax> compared = new ArrayList<>();
        compared.add(operand);
        choice.branches().forEach(branch -> compared.add(branch.when()));
        Optional<List<Expression>> values = new Agreement(checker).agreedValues(compared, "CASE");
        Optional<List<Expression>> results = results(choice);
        if (values.isEmpty() || results.isEmpty()) {
            return Optional.empty();
        }
        List<SimpleCase.Branch> branches = new ArrayList<>();
        for (int i = 0; i < choice.branches().size(); i++) {
            branches.add(
                    new SimpleCase.Branch(values.get().get(i + 1), results.get().get(i)));
        }
        return Optional.of(
                new SimpleCase(values.get().getFirst(), branches, results.get().getLast()));
    }

    /** The results of the branches and, last, of ELSE. */
    private Optional<List<Expression>> results(Syntax.Case choice) {
        List<Syntax> results = new ArrayList<>();
        choice.branches().forEach(branch -> results.add(branch.then()));
        results.add(choice.otherwise().orElseGet(() -> new Syntax.NullLiteral(choice.range())));
        return new Agreement(checker).agreed(results, "CASE");
    }
}
