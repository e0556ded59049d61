package dev.asof.it.answer;

import dev.asof.it.generate.Scenario;
import dev.asof.it.oracle.Answer;
import dev.asof.it.oracle.Feature;
import dev.asof.it.oracle.Oracle;
import dev.asof.it.oracle.Question;
import java.util.ArrayList;
import java.util.List;

/** The answers to the questions of one scenario: by view, then feature, then question. */
public record Answers(List<List<List<Answer>>> byView) {

    /** What the oracle says. */
    public static Answers ofOracle(Scenario scenario) {
        List<List<List<Answer>>> byView = new ArrayList<>();
        for (Scenario.NamedView named : scenario.views()) {
            Oracle oracle = new Oracle(named.view(), scenario.rows());
            List<List<Answer>> byFeature = new ArrayList<>();
            for (Feature feature : named.view().features()) {
                byFeature.add(scenario.questions().stream()
                        .map(question -> oracle.answer(feature, question))
                        .toList());
            }
            byView.add(byFeature);
        }
        return new Answers(byView);
    }

    /** The number of answers. */
    public long count() {
        return byView.stream().flatMap(List::stream).mapToLong(List::size).sum();
    }

    /** Where these answers are not the ones expected. */
    public List<Mismatch> mismatches(Scenario scenario, Answers expected, String way) {
        List<Mismatch> mismatches = new ArrayList<>();
        for (int view = 0; view < byView.size(); view++) {
            Scenario.NamedView named = scenario.views().get(view);
            for (int feature = 0; feature < named.view().features().size(); feature++) {
                for (int question = 0; question < scenario.questions().size(); question++) {
                    Answer should = expected.byView.get(view).get(feature).get(question);
                    Answer is = byView.get(view).get(feature).get(question);
                    if (!is.isSameAs(should)) {
                        mismatches.add(new Mismatch(
                                way,
                                named,
                                named.view().features().get(feature),
                                scenario.questions().get(question),
                                should,
                                is));
                    }
                }
            }
        }
        return mismatches;
    }

    /** One answer that isn't the oracle's. */
    public record Mismatch(
            String way, Scenario.NamedView view, Feature feature, Question question, Answer expected, Answer actual) {
        @Override
        public String toString() {
            return way + " says of " + view.ref() + ":" + feature.name() + "\n    asked    " + question
                    + "\n    expected " + expected + "\n    answered " + actual;
        }
    }
}
