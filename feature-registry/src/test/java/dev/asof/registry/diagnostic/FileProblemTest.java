package dev.asof.registry.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileProblemTest {
    @TempDir
    private Path folder;

    @Test
    void whatJavaNamesByTheFileAloneHasAReason() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        assertThat(FileProblem.reason(failureOf(() -> Files.readString(folder.resolve("none")))))
                .isEqualTo("it is not there");
        assertThat(FileProblem.reason(failureOf(() -> Files.createFile(file)))).isEqualTo("it is there already");
        assertThat(FileProblem.reason(failureOf(() -> list(file)))).isEqualTo("it is no folder");
        assertThat(FileProblem.reason(failureOf(() -> Files.delete(folder))))
                .isEqualTo("it is a folder that is not empty");
    }

    @Test
    void otherFailuresSayWhatTheySay() {
        assertThat(FileProblem.reason(new IOException("No space left on device")))
                .isEqualTo("No space left on device");
        assertThat(FileProblem.reason(new IOException())).isEqualTo("IOException");
    }

    @Test
    void anotherFileThanTheOneThatIsToldOfIsNamed() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        IOException failure = failureOf(() -> Files.createDirectories(file));

        assertThat(FileProblem.reason(failure, file)).isEqualTo("it is there already");
        assertThat(FileProblem.reason(failure, file.resolve("below"))).isEqualTo(file + ": it is there already");
    }

    private static void list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            files.forEach(file -> {});
        }
    }

    private static IOException failureOf(ThrowingCallable action) {
        return catchThrowableOfType(IOException.class, action);
    }
}
