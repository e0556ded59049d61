package dev.asof.registry.definition;

import dev.asof.registry.catalog.Definitions;
import dev.asof.registry.catalog.RegistrySnapshot;
import dev.asof.registry.diagnostic.Problems;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads the definitions of a feature repository. Thread-safe if its schema reader is. */
public final class DefinitionReader {
    private final SourceSchemaReader schemas;

    /** @param schemas looks into the sources' files for the columns that no definition declares */
    public DefinitionReader(SourceSchemaReader schemas) {
        this.schemas = schemas;
    }

    /**
     * Reads all definition files of a repository: {@code *.yaml} at any depth, except in hidden folders and except {@code
     * *_test.yaml}. Whatever the files hold, the answer is a check with all problems, never an exception.
     *
     * @param registry what is registered: versions that services may name, and types pinned before
     * @throws AsofException {@code INVALID_ARGUMENT} if the repository is not a folder
     */
    public DefinitionCheck check(Path repository, RegistrySnapshot registry) {
        if (!Files.isDirectory(repository)) {
            throw new AsofException(
                    ErrorCode.INVALID_ARGUMENT,
                    "Cannot read definitions: '" + repository + "' is not a folder. Name the feature repository.");
        }
        Path root = repository.toAbsolutePath().normalize();
        Problems problems = new Problems();
        Declarations declarations = new Declarations(problems);
        TextReader texts = new TextReader(root, problems);
        DefinitionFiles.find(root, problems)
                .forEach((name, path) ->
                        texts.read(name, path).ifPresent(file -> DocumentReader.read(file, declarations, problems)));
        SourceResolver sources = new SourceResolver(schemas, root, registry, problems);
        Definitions definitions = new DefinitionResolver(sources, registry, declarations, problems).resolve();
        return new DefinitionCheck(definitions, problems.sorted());
    }
}
