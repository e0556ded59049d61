package dev.asof.offline.dataset;

import dev.asof.offline.input.SourceInput;
import dev.asof.offline.sweep.EntityIndex;
import dev.asof.offline.sweep.PointInTimeSweep;
import dev.asof.offline.sweep.ScannedEvents;
import dev.asof.offline.sweep.ViewAnswers;
import dev.asof.offline.sweep.ViewQuestions;
import dev.asof.offline.sweep.Workers;
import dev.asof.registry.catalog.FeatureCompiler;
import dev.asof.registry.catalog.RegistrySnapshot;
import dev.asof.registry.compute.program.FeatureProgram;
import dev.asof.registry.compute.value.FeatureValues;
import dev.asof.registry.repository.FeatureRepository;
import java.util.List;
import java.util.stream.IntStream;

/** Values without a training set: the same scan and sweep, asked with questions in memory. Thread-safe. */
public final class OfflineValues {
    private final FeatureRepository repository;
    private final RegistrySnapshot registry;
    private final BuildSettings settings;

    public OfflineValues(FeatureRepository repository, RegistrySnapshot registry, BuildSettings settings) {
        this.repository = repository;
        this.registry = registry;
        this.settings = settings;
    }

    /**
     * Answers the questions.
     *
     * @return per element of {@code questions}, per feature that is asked of its view, the values
     * @throws dev.asof.registry.error.AsofException as {@link TrainingSetBuilder#build} does
     */
    public List<List<FeatureValues>> answer(List<ValueQuestions> questions) {
        List<SourceInput> inputs = SourceInputs.find(
                repository,
                registry,
                questions.stream().map(each -> each.asked().view()).toList(),
                settings.inputs());
        List<ViewQuestions> views =
                questions.stream().map(OfflineValues::viewQuestions).toList();
        try (Workers workers = new Workers(settings.threads());
                ScannedEvents events = new PointInTimeSweep(
                                workers, settings.quarantine(), settings.observer(), settings.memory(repository))
                        .scan(inputs, views)) {
            return events.answer().stream().map(ViewAnswers::values).toList();
        }
    }

    private static ViewQuestions viewQuestions(ValueQuestions questions) {
        FeatureProgram program = questions
                .asked()
                .asking(FeatureCompiler.compile(questions.asked().view()));
        EntityIndex entities = new EntityIndex();
        int[] rows = IntStream.range(0, questions.keys().rowCount()).toArray();
        int[] entity =
                entities.addAll(program.keyCodec().encode(questions.keys().columns(), rows));
        return new ViewQuestions(
                program, entities, entity, questions.asOf(), questions.knownAt(), questions.acceptedBy());
    }
}
