package dev.asof.offline.dataset;

import dev.asof.offline.input.FileSelection;
import dev.asof.offline.input.InputChoice;
import dev.asof.offline.input.SourceInput;
import dev.asof.registry.catalog.FeatureView;
import dev.asof.registry.catalog.RegistrySnapshot;
import dev.asof.registry.repository.FeatureRepository;
import java.util.List;

/** The rows that views read. */
final class SourceInputs {
    private SourceInputs() {}

    /** The inputs of the views' sources, each once, by name. */
    static List<SourceInput> find(
            FeatureRepository repository, RegistrySnapshot registry, List<FeatureView> views, InputChoice choice) {
        return find(repository, registry, views, choice, FileSelection.ALL);
    }

    /** The same, of some of the files. */
    static List<SourceInput> find(
            FeatureRepository repository,
            RegistrySnapshot registry,
            List<FeatureView> views,
            InputChoice choice,
            FileSelection selection) {
        return FeatureView.sourcesOf(views).stream()
                .map(source -> SourceInput.find(repository, registry, source, choice, selection))
                .toList();
    }
}
