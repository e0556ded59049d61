package dev.asof.registry.definition;

import dev.asof.registry.catalog.DefinitionPath;
import dev.asof.registry.catalog.Definitions;
import dev.asof.registry.catalog.RegistrySnapshot;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.DecimalType;
import dev.asof.registry.compute.schema.ListType;
import dev.asof.registry.compute.schema.MapType;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.diagnostic.Problems;
import dev.asof.registry.diagnostic.TextFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * What Jazzer calls with texts that may be definition files: whatever the text, there are problems with places, or
 * definitions that can be registered, read again, compiled and planned.
 */
public final class DefinitionFuzzer {
    private static final Path REPOSITORY = Path.of("/nowhere");

    /** Sources whose path begins so have files, all others have none. */
    private static final String WITH_FILES = "files";

    /** A column of each type, named after it. */
    private static final SourceSchema FILES = new SourceSchema(Stream.concat(
                    Arrays.stream(ScalarType.values()),
                    Stream.of(
                            new DecimalType(10, 2),
                            new DecimalType(30, 4),
                            new ListType(ScalarType.FLOAT32, OptionalInt.empty()),
                            new MapType(ScalarType.INT64)))
            .map(type -> column(type))
            .toList());

    private DefinitionFuzzer() {}

    private static SourceSchema.FileColumn column(DataType type) {
        String name = "c_" + type.displayName().replaceAll("\\W+", "_").replaceAll("_$", "");
        return new SourceSchema.FileColumn(name, Optional.of(type), type.displayName(), true);
    }

    /** @param data UTF-8, or not */
    public static void fuzzerTestOneInput(byte[] data) {
        TextFile file = TextFile.of("fuzz.yaml", new String(data, StandardCharsets.UTF_8));
        Problems problems = new Problems();
        Declarations declarations = new Declarations(problems);
        DocumentReader.read(file, declarations, problems);
        SourceResolver sources = new SourceResolver(
                (repository, location) ->
                        location.path().startsWith(WITH_FILES) ? Optional.of(FILES) : Optional.empty(),
                REPOSITORY,
                RegistrySnapshot.EMPTY,
                problems);
        Definitions definitions =
                new DefinitionResolver(sources, RegistrySnapshot.EMPTY, declarations, problems).resolve();
        problems.sorted().forEach(problem -> {
            if (problem.message().isBlank() || problem.line() < 1 || problem.column() < 1) {
                throw new AssertionError(problem.toString());
            }
        });
        if (problems.sorted().isEmpty()) {
            DefinitionPath.follow(definitions);
        }
    }
}
