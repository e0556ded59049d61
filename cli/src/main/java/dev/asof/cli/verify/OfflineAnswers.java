package dev.asof.cli.verify;

import dev.asof.offline.dataset.BuildSettings;
import dev.asof.offline.dataset.OfflineValues;
import dev.asof.offline.dataset.ValueQuestions;
import dev.asof.offline.input.InputChoice;
import dev.asof.registry.catalog.RegistrySnapshot;
import dev.asof.registry.compute.program.Questions;
import dev.asof.registry.compute.value.FeatureValues;
import dev.asof.registry.plan.AskedView;
import dev.asof.registry.plan.Derivation;
import dev.asof.registry.plan.FeaturePlan;
import dev.asof.registry.plan.RequestValues;
import dev.asof.registry.repository.FeatureRepository;
import java.util.Arrays;
import java.util.List;

/** What an offline build answers to the questions that a server was asked. */
record OfflineAnswers(
        FeatureRepository repository, RegistrySnapshot registry, FeaturePlan plan, BuildSettings settings) {

    /** The values of the plan's features, in its order. */
    List<FeatureValues> to(ServiceQuestions rows) {
        List<List<FeatureValues>> ofViews = new OfflineValues(repository, registry, settings)
                .answer(plan.views().stream().map(view -> questions(view, rows)).toList());
        Derivation derivation = plan.derivation(ofViews, RequestValues.of(rows.keys()), rows.size());
        derivation.answer(0, rows.size());
        return derivation.values();
    }

    /** Files alone don't say when the server accepted what it was sent another way. */
    private ValueQuestions questions(AskedView asked, ServiceQuestions rows) {
        long[] acceptedBy = rows.acceptedBy();
        if (settings.inputs() == InputChoice.FILES) {
            acceptedBy = new long[rows.size()];
            Arrays.fill(acceptedBy, Questions.NO_BOUND);
        }
        return new ValueQuestions(asked, rows.keysOf(asked.keyColumns()), rows.asOf(), rows.knownAt(), acceptedBy);
    }
}
