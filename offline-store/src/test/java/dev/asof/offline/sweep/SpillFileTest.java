package dev.asof.offline.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asof.registry.error.AsofException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpillFileTest {
    @TempDir
    Path folder;

    @Test
    void whatWasWrittenIsReadFromWhereItBegan() {
        try (SpillFile file = SpillFile.create(folder)) {
            long first = file.append(bytes("one and more"), 3);
            long second = file.append(bytes("second"), 6);

            assertThat(file.read(second, 6)).isEqualTo(bytes("second"));
            assertThat(file.read(first, 3)).isEqualTo(bytes("one"));
        }
    }

    @Test
    void noNameIsLeftWhileTheFileIsInUse() {
        try (SpillFile file = SpillFile.create(folder.resolve("made"))) {
            file.append(bytes("one"), 3);

            assertThat(folder.resolve("made")).isEmptyDirectory();
        }
    }

    @Test
    void whatAKilledProcessLeftBehindIsRemoved() throws Exception {
        Files.writeString(folder.resolve("left.spill"), "over");
        Files.writeString(folder.resolve("other"), "stays");

        SpillFile.create(folder).close();

        assertThat(folder.resolve("left.spill")).doesNotExist();
        assertThat(folder.resolve("other")).exists();
    }

    @Test
    void aFolderThatCannotBeMadeIsNamedWithWhatToDo() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "no folder");

        assertThatThrownBy(() -> SpillFile.create(file.resolve("spill")))
                .isInstanceOf(AsofException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("--memory");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
