package dev.asof.registry.definition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asof.registry.compute.expression.ExpressionFuzzer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The texts that fuzzing starts from, and those that once broke something. */
class FuzzSeedsTest {
    private static final Path SEEDS = Path.of("src/test/fuzz");

    @TestFactory
    Stream<DynamicTest> expressionsCompileOrHaveProblems() {
        return tests("expressions", ExpressionFuzzer::fuzzerTestOneInput);
    }

    @TestFactory
    Stream<DynamicTest> definitionsResolveOrHaveProblems() {
        return tests("definitions", DefinitionFuzzer::fuzzerTestOneInput);
    }

    private static Stream<DynamicTest> tests(String folder, Consumer<byte[]> target) {
        List<Path> seeds = files(SEEDS.resolve(folder));
        assertThat(seeds).isNotEmpty();
        return seeds.stream()
                .map(seed -> DynamicTest.dynamicTest(
                        seed.getFileName().toString(), () -> target.accept(Files.readAllBytes(seed))));
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
