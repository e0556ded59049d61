package dev.asof.it.way;

import dev.asof.it.answer.Answers;
import dev.asof.it.answer.Columns;
import dev.asof.it.answer.ComputedAnswers;
import dev.asof.it.generate.Scenario;
import dev.asof.it.oracle.Answer;
import dev.asof.it.oracle.Question;
import dev.asof.it.repository.ScenarioRepository;
import dev.asof.offline.dataset.BuildSettings;
import dev.asof.offline.dataset.OfflineValues;
import dev.asof.offline.dataset.ValueQuestions;
import dev.asof.registry.catalog.RegistrySnapshot;
import dev.asof.registry.catalog.VersionedName;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.value.FeatureValues;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongBiFunction;

/** Asks the offline engine the questions of scenarios, all of them at once. */
record OfflineAnswers(ScenarioRepository repository, RegistrySnapshot registry) {

    /** @param acceptedBy the bound of a scenario's question in the time of the repository's files */
    List<Answers> ask(BuildSettings settings, ToLongBiFunction<Scenario, Question> acceptedBy) {
        List<ValueQuestions> asked = new ArrayList<>();
        for (Scenario scenario : repository.scenarios()) {
            scenario.views().forEach(view -> asked.add(questions(scenario, view, acceptedBy)));
        }
        List<List<FeatureValues>> values = new OfflineValues(repository.repository(), registry, settings).answer(asked);
        List<Answers> answers = new ArrayList<>();
        int view = 0;
        for (Scenario scenario : repository.scenarios()) {
            List<List<List<Answer>>> byView = new ArrayList<>();
            for (int i = 0; i < scenario.views().size(); i++) {
                byView.add(values.get(view++).stream().map(ComputedAnswers::of).toList());
            }
            answers.add(new Answers(byView));
        }
        return answers;
    }

    private ValueQuestions questions(
            Scenario scenario, Scenario.NamedView view, ToLongBiFunction<Scenario, Question> acceptedBy) {
        List<Question> questions = scenario.questions();
        ColumnBatch keys = Columns.keys(scenario, questions);
        return new ValueQuestions(
                registry.requireView(new VersionedName(view.name(), view.version())),
                keys,
                Columns.asOf(questions),
                Columns.knownAt(questions),
                questions.stream()
                        .mapToLong(question -> acceptedBy.applyAsLong(scenario, question))
                        .toArray());
    }
}
