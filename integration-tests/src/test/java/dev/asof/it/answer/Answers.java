package dev.asof.it.answer;

import dev.asof.it.generate.Scenario;
import dev.asof.it.oracle.Answer;
import dev.asof.it.oracle.Feature;
import dev.asof.it.oracle.OnDemand;
import dev.asof.it.oracle.Oracle;
import dev.asof.it.oracle.Question;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The answers to the questions of one scenario: by view and what else is joined, then feature, then question. */
public record Answers(List<List<List<Answer>>> byView) {

    /** What the oracle says. */
    public static Answers ofOracle(Scenario scenario) {
        List<List<List<Answer>>> byView = new ArrayList<>();
        List<Map<String, @Nullable Object>> values = new ArrayList<>();
        scenario.questions().forEach(question -> values.add(new HashMap<>(question.request())));
        for (Scenario.NamedView named : scenario.views()) {
            byView.add(ofOracle(scenario, named, scenario.questions(), "", values));
        }
        List<Question> others =
                scenario.questions().stream().map(Question::aboutOther).toList();
        scenario.joined()
                .roled()
                .ifPresent(named -> byView.add(ofOracle(scenario, named, others, Scenario.Joined.ROLE + ":", values)));
        scenario.joined().onDemand().ifPresent(view -> byView.add(derived(view, values)));
        return new Answers(byView);
    }

    private static List<List<Answer>> ofOracle(
            Scenario scenario,
            Scenario.NamedView named,
            List<Question> questions,
            String role,
            List<Map<String, @Nullable Object>> values) {
        Oracle oracle = new Oracle(named.view(), scenario.rows());
        List<List<Answer>> byFeature = new ArrayList<>();
        for (Feature feature : named.view().features()) {
            List<Answer> answers = questions.stream()
                    .map(question -> oracle.answer(feature, question))
                    .toList();
            for (int i = 0; i < answers.size(); i++) {
                values.get(i)
                        .put(
                                role + named.ref() + ":" + feature.name(),
                                answers.get(i).value());
            }
            byFeature.add(answers);
        }
        return byFeature;
    }

    private static List<List<Answer>> derived(OnDemand view, List<Map<String, @Nullable Object>> values) {
        List<List<Answer>> byQuestion = values.stream().map(view::answers).toList();
        List<List<Answer>> byFeature = new ArrayList<>();
        for (int i = 0; i < view.features().size(); i++) {
            int feature = i;
            byFeature.add(
                    byQuestion.stream().map(answers -> answers.get(feature)).toList());
        }
        return byFeature;
    }

    /** The answers to the features of the scenario's service, in its order. */
    public static Answers ofService(Scenario scenario, List<List<Answer>> features) {
        List<List<List<Answer>>> byView = new ArrayList<>();
        int feature = 0;
        for (int size : scenario.groups()) {
            byView.add(features.subList(feature, feature + size));
            feature += size;
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
        for (int group = 0; group < byView.size(); group++) {
            for (int feature = 0; feature < byView.get(group).size(); feature++) {
                for (int question = 0; question < scenario.questions().size(); question++) {
                    Answer should = expected.byView.get(group).get(feature).get(question);
                    Answer is = byView.get(group).get(feature).get(question);
                    if (!is.isSameAs(should)) {
                        mismatches.add(new Mismatch(
                                way,
                                Optional.of(group)
                                        .filter(each -> each < scenario.views().size())
                                        .map(scenario.views()::get),
                                feature,
                                name(scenario, group, feature),
                                scenario.questions().get(question),
                                should,
                                is));
                    }
                }
            }
        }
        return mismatches;
    }

    private static String name(Scenario scenario, int group, int feature) {
        if (group < scenario.views().size()) {
            Scenario.NamedView named = scenario.views().get(group);
            return named.ref() + ":" + named.view().features().get(feature).name();
        }
        boolean isRoled =
                group == scenario.views().size() && scenario.joined().roled().isPresent();
        return (isRoled ? "the role's feature " : "derived feature ") + feature;
    }

    /**
     * One answer that isn't the oracle's.
     *
     * @param view the view whose feature it is; empty of what is joined
     * @param feature its position there
     */
    public record Mismatch(
            String way,
            Optional<Scenario.NamedView> view,
            int feature,
            String name,
            Question question,
            Answer expected,
            Answer actual) {
        @Override
        public String toString() {
            return way + " says of " + name + "\n    asked    " + question + "\n    expected " + expected
                    + "\n    answered " + actual;
        }
    }
}
