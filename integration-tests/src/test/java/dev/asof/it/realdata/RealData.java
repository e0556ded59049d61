package dev.asof.it.realdata;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * The folder of real data.
 *
 * @param folder what {@code ASOF_REAL_DATA} says
 */
record RealData(Path folder) {
    private static final String VARIABLE = "ASOF_REAL_DATA";

    /** The folder; the test is skipped if none is named. */
    static RealData orSkip() {
        String folder = System.getenv(VARIABLE);
        assumeTrue(folder != null && !folder.isBlank(), VARIABLE + " names no folder of real data");
        return new RealData(Path.of(folder));
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    /** Copies definitions of the tests' resources into a repository. */
    static void copyDefinitions(String name, Path repository) {
        try (Stream<Path> files = Files.list(
                Path.of(RealData.class.getResource("/real-data/" + name).toURI()))) {
            Files.createDirectories(repository.resolve("data"));
            for (Path file : files.toList()) {
                Files.copy(file, repository.resolve(file.getFileName().toString()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
