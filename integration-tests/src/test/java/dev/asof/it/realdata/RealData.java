package dev.asof.it.realdata;

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

    /** The folder that the variable names. */
    static RealData get() {
        String folder = System.getenv(VARIABLE);
        if (folder == null || !Files.isDirectory(Path.of(folder))) {
            throw new AssertionError("The tests on real data need " + VARIABLE
                    + " to be the absolute path of the folder that holds it; it is " + folder);
        }
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
