package dev.asof.registry.definition;

import dev.asof.registry.catalog.RegistrySnapshot;
import dev.asof.registry.diagnostic.Problems;
import dev.asof.registry.diagnostic.TextFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** What Jazzer calls with texts that may be definition files: whatever the text, there are definitions or problems. */
public final class DefinitionFuzzer {
    private DefinitionFuzzer() {}

    /** @param data UTF-8, or not */
    public static void fuzzerTestOneInput(byte[] data) {
        TextFile file = TextFile.of("fuzz.yaml", new String(data, StandardCharsets.UTF_8));
        Problems problems = new Problems();
        Declarations declarations = new Declarations(problems);
        DocumentReader.read(file, declarations, problems);
        SourceResolver sources = new SourceResolver(
                (repository, path) -> Optional.empty(), Path.of("/nowhere"), RegistrySnapshot.EMPTY, problems);
        new DefinitionResolver(sources, RegistrySnapshot.EMPTY, declarations, problems).resolve();
        problems.sorted().forEach(problem -> {
            if (problem.message().isBlank() || problem.line() < 1 || problem.column() < 1) {
                throw new AssertionError(problem.toString());
            }
        });
    }
}
