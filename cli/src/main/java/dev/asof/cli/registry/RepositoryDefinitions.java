package dev.asof.cli.registry;

import dev.asof.offline.input.FileSchemaReader;
import dev.asof.registry.catalog.Definitions;
import dev.asof.registry.catalog.RegistryDelta;
import dev.asof.registry.catalog.RegistrySnapshot;
import dev.asof.registry.catalog.RegistryStore;
import dev.asof.registry.definition.DefinitionCheck;
import dev.asof.registry.definition.DefinitionReader;
import dev.asof.registry.erasure.ErasureFolder;
import dev.asof.registry.erasure.RenamedEntities;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import dev.asof.registry.repository.FeatureRepository;
import java.util.List;
import java.util.function.Supplier;

/** The definitions of a repository: in its files, and as they are registered. */
public final class RepositoryDefinitions {
    private final FeatureRepository repository;
    private final RegistryStore store;

    public RepositoryDefinitions(FeatureRepository repository) {
        this.repository = repository;
        this.store = RegistryStore.of(repository.root());
    }

    RegistryStore store() {
        return store;
    }

    /** What is registered. */
    public RegistrySnapshot registered() {
        return store.load();
    }

    /** What is registered at each time; what did not change is not read again. */
    public Supplier<RegistrySnapshot> watched() {
        return store.watched();
    }

    /**
     * What an apply would change.
     *
     * @throws AsofException as {@link #check}, and INVALID_DEFINITION with all problems of the files
     */
    RegistryDelta delta() {
        RegistrySnapshot registered = registered();
        return RegistryDelta.between(registered, check(registered).definitions());
    }

    /** What whoever applies this should know of entities that were erased. */
    List<String> warnings(RegistryDelta delta) {
        return RenamedEntities.warnings(delta, new ErasureFolder(repository)::read);
    }

    /**
     * What the files say.
     *
     * @throws AsofException NO_DATA if there are no definitions at all, so that nobody applies the wrong folder
     */
    DefinitionCheck check(RegistrySnapshot registered) {
        DefinitionCheck check = new DefinitionReader(new FileSchemaReader()).check(repository.root(), registered);
        if (check.problems().isEmpty() && isEmpty(check.definitions()) && registered.applyNumber() == 0) {
            throw new AsofException(
                    ErrorCode.NO_DATA,
                    "Cannot find definitions in " + repository.root() + ": there is no *.yaml file with one."
                            + " Name the feature repository with -C, or start one with 'asof init'.");
        }
        return check;
    }

    private static boolean isEmpty(Definitions definitions) {
        return definitions.equals(Definitions.NONE);
    }
}
