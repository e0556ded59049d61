package dev.asof.it.way;

import dev.asof.it.answer.Answers;
import dev.asof.it.answer.Columns;
import dev.asof.it.answer.ComputedAnswers;
import dev.asof.it.generate.Scenario;
import dev.asof.it.oracle.Question;
import dev.asof.it.repository.ScenarioRepository;
import dev.asof.offline.dataset.BuildSettings;
import dev.asof.offline.dataset.OfflineValues;
import dev.asof.offline.dataset.ValueQuestions;
import dev.asof.registry.catalog.RegistrySnapshot;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.value.FeatureValues;
import dev.asof.registry.plan.AskedView;
import dev.asof.registry.plan.Derivation;
import dev.asof.registry.plan.FeaturePlan;
import dev.asof.registry.plan.RequestValues;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongBiFunction;

/** Asks the offline engine the questions of scenarios, all of them at once. */
record OfflineAnswers(ScenarioRepository repository, RegistrySnapshot registry) {

    /** @param acceptedBy the bound of a scenario's question in the time of the repository's files */
    List<Answers> ask(BuildSettings settings, ToLongBiFunction<Scenario, Question> acceptedBy) {
        List<FeaturePlan> plans = repository.scenarios().stream()
                .map(scenario -> FeaturePlan.of(
                        registry,
                        registry.requireService(scenario.serviceName() + "@1").features()))
                .toList();
        List<ValueQuestions> asked = new ArrayList<>();
        for (int i = 0; i < plans.size(); i++) {
            Scenario scenario = repository.scenarios().get(i);
            plans.get(i).views().forEach(view -> asked.add(questions(scenario, view, acceptedBy)));
        }
        List<List<FeatureValues>> values = new OfflineValues(repository.repository(), registry, settings).answer(asked);
        List<Answers> answers = new ArrayList<>();
        int view = 0;
        for (int i = 0; i < plans.size(); i++) {
            int end = view + plans.get(i).views().size();
            answers.add(answers(repository.scenarios().get(i), plans.get(i), values.subList(view, end)));
            view = end;
        }
        return answers;
    }

    /** The derived features in two parts, which has to make no difference. */
    private static Answers answers(Scenario scenario, FeaturePlan plan, List<List<FeatureValues>> ofViews) {
        int rows = scenario.questions().size();
        Derivation derivation =
                plan.derivation(ofViews, RequestValues.of(Columns.asked(scenario, scenario.questions())), rows);
        derivation.answer(rows / 2, rows);
        derivation.answer(0, rows / 2);
        return Answers.ofService(
                scenario, derivation.values().stream().map(ComputedAnswers::of).toList());
    }

    private static ValueQuestions questions(
            Scenario scenario, AskedView view, ToLongBiFunction<Scenario, Question> acceptedBy) {
        List<Question> questions = scenario.questions();
        ColumnBatch all = Columns.asked(scenario, questions);
        int[] keys = view.keyColumns().stream().mapToInt(all.schema()::indexOf).toArray();
        return new ValueQuestions(
                view,
                all.project(keys),
                Columns.asOf(questions),
                Columns.knownAt(questions),
                questions.stream()
                        .mapToLong(question -> acceptedBy.applyAsLong(scenario, question))
                        .toArray());
    }
}
