package dev.asof.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file of expected output beside the tests. Run with {@code -Dasof.update=true} to write what is, then read the
 * difference in Git.
 */
public record GoldenFile(Path path) {
    private static final Path RESOURCES = Path.of("src/test/resources").toAbsolutePath();

    public static GoldenFile at(String name) {
        return new GoldenFile(resource(name));
    }

    /** A file or folder of the test resources. */
    public static Path resource(String name) {
        return RESOURCES.resolve(name);
    }

    public void assertMatches(String actual) {
        String text = actual + "\n";
        try {
            if (Boolean.getBoolean("asof.update")) {
                Files.writeString(path, text);
            }
            assertThat(text).isEqualTo(Files.readString(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
