package dev.asof.cli.registry;

import dev.asof.offline.input.FileSchemaReader;
import dev.asof.registry.catalog.Change;
import dev.asof.registry.catalog.Definitions;
import dev.asof.registry.catalog.RegistryDelta;
import dev.asof.registry.catalog.RegistrySnapshot;
import dev.asof.registry.definition.DefinitionReader;
import dev.asof.registry.definition.SourceSchemaReader;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.repository.FeatureRepository;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Tells where definition files say something else than what is applied. Nothing that is wrong with them is an error here. */
public final class UnappliedDefinitions {
    private static final int MOST_LISTED = 3;

    private final FeatureRepository repository;
    private final RegistrySnapshot registered;

    public UnappliedDefinitions(FeatureRepository repository, RegistrySnapshot registered) {
        this.repository = repository;
        this.registered = registered;
    }

    /** A remark for people; empty where the files say what is applied, or there are none. */
    public Optional<String> note() {
        try {
            return isApplied() ? Optional.empty() : differences(changes(new FileSchemaReader()));
        } catch (AsofException e) {
            return Optional.of("note: the definition files cannot be read, so they may say something else than what is"
                    + " applied, which counts here. 'asof validate' shows what is wrong.");
        }
    }

    /** By the files of definitions alone, which is quick: where types are not declared, those that are applied stand. */
    private boolean isApplied() {
        try {
            return changes(SourceSchemaReader.NO_FILES).isEmpty();
        } catch (AsofException e) {
            return false;
        }
    }

    private List<Change> changes(SourceSchemaReader schemas) {
        Definitions definitions = new DefinitionReader(schemas)
                .check(repository.root(), registered)
                .definitions();
        return definitions.equals(Definitions.NONE)
                ? List.of()
                : RegistryDelta.between(registered, definitions).changes();
    }

    private static Optional<String> differences(List<Change> changes) {
        if (changes.isEmpty()) {
            return Optional.empty();
        }
        String listed = changes.stream().limit(MOST_LISTED).map(Change::summary).collect(Collectors.joining(", "));
        String more = changes.size() > MOST_LISTED ? " and " + (changes.size() - MOST_LISTED) + " more" : "";
        return Optional.of("note: the definition files say something else than what is applied, which counts here: "
                + listed + more + ". 'asof plan' shows it, 'asof apply' registers it.");
    }
}
